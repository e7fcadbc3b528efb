import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

/** Scrolls inside its own frame on narrow screens; give it a label, the frame can be focused. */
export function Table({ className, "aria-label": label, ...props }: ComponentProps<"table">) {
  return (
    <div data-slot="table-frame" role="region" aria-label={label} tabIndex={0} className="relative w-full overflow-x-auto rounded-[inherit]">
      <table data-slot="table" aria-label={label} className={cn("w-full border-collapse text-sm", className)} {...props} />
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead data-slot="table-header" className={cn("border-b bg-sidebar", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody data-slot="table-body" className={cn("[&_tr:last-child]:border-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr data-slot="table-row" className={cn("border-b transition-colors", className)} {...props} />;
}

export function TableHead({ className, scope = "col", ...props }: ComponentProps<"th">) {
  return (
    <th
      data-slot="table-head"
      scope={scope}
      className={cn("h-9 px-3 text-left text-[13px] font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4", className)}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td data-slot="table-cell" className={cn("px-3 py-2.5 align-middle first:pl-4 last:pr-4", className)} {...props} />;
}
