import type { ComponentProps, ReactNode } from "react";
import { cn } from "../lib/cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section data-slot="card" className={cn("rounded-lg border bg-card", className)} {...props} />;
}

interface CardHeaderProps extends Omit<ComponentProps<"div">, "title"> {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The id of the heading, to label the card with. */
  titleId?: string;
}

export function CardHeader({ title, description, actions, titleId, className, ...props }: CardHeaderProps) {
  return (
    <div data-slot="card-header" className={cn("flex items-start justify-between gap-4 px-4 pt-4", className)} {...props}>
      <div className="min-w-0">
        <h2 id={titleId} className="text-sm font-semibold">
          {title}
        </h2>
        {description ? <p className="mt-0.5 text-[13px] text-muted-foreground">{description}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="card-content" className={cn("p-4", className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="card-footer"
      className={cn("flex items-center justify-end gap-2 rounded-b-lg border-t bg-sidebar px-4 py-3", className)}
      {...props}
    />
  );
}
