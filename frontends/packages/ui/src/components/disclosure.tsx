import type { ComponentProps, ReactNode } from "react";
import { ChevronRight } from "lucide-react";
import { cn } from "../lib/cn";

/** Details on demand, by the browser's own means. */
export function Disclosure({ summary, className, children, ...props }: ComponentProps<"details"> & { summary: ReactNode }) {
  return (
    <details data-slot="disclosure" className={cn("group/disclosure", className)} {...props}>
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-[13px] font-medium text-muted-foreground select-none hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/disclosure:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  );
}
