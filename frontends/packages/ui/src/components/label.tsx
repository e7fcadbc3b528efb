import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

export function Label({ className, ...props }: ComponentProps<"label">) {
  return <label data-slot="label" className={cn("text-[13px] leading-5 font-medium text-foreground", className)} {...props} />;
}
