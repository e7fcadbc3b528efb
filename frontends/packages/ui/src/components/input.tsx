import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

/** Looks shared by everything one types or picks in. 16 px on phones, so that iOS does not zoom. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-input bg-card text-base text-foreground transition-colors md:text-sm placeholder:text-muted-foreground/80 hover:border-muted-foreground/60 focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ring/35 disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-70 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger/35";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input data-slot="input" type={type} className={cn(controlClass, "h-9 px-2.5 md:h-8", className)} {...props} />;
}

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea data-slot="textarea" rows={rows} className={cn(controlClass, "block px-2.5 py-1.5 leading-5", className)} {...props} />
  );
}
