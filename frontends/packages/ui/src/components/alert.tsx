import type { ReactNode } from "react";
import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { cn } from "../lib/cn";

const alertVariants = cva("flex flex-wrap items-start gap-2.5 rounded-lg sm:flex-nowrap border px-3 py-2.5 text-sm", {
  variants: {
    tone: {
      info: "border-info/25 bg-info-soft [&>svg]:text-info",
      success: "border-success/25 bg-success-soft [&>svg]:text-success",
      warning: "border-warning/25 bg-warning-soft [&>svg]:text-warning",
      danger: "border-danger/25 bg-danger-soft [&>svg]:text-danger-text",
    },
  },
  defaultVariants: { tone: "info" },
});

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

interface AlertProps extends VariantProps<typeof alertVariants> {
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out at once; for something that has just gone wrong. */
  live?: boolean;
  className?: string;
}

export function Alert({ tone, title, children, action, live = false, className }: AlertProps) {
  const Icon = icons[tone ?? "info"];
  return (
    <div data-slot="alert" role={live ? "alert" : undefined} className={cn(alertVariants({ tone }), className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-foreground/85">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0 max-sm:w-full max-sm:pl-6.5">{action}</div> : null}
    </div>
  );
}
