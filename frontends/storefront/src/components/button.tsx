import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  hero: "bg-hero-action text-on-hero-action hover:bg-hero-action-hover",
  outline: "border border-control bg-surface text-fg hover:border-fg",
  quiet: "text-fg underline underline-offset-4 decoration-line hover:decoration-fg",
} as const;

const SIZES = { md: "min-h-11 px-5 text-sm", lg: "min-h-13 px-7 text-base" } as const;

interface Looks {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

/** The looks of a button, for links too. */
export function buttonClass({ variant = "primary", size = "md" }: Looks = {}, className?: string): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-control text-center font-medium leading-tight transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress aria-busy:opacity-85",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}

interface ButtonProps extends ComponentProps<"button">, Looks {
  pending?: boolean;
}

export function Button({ variant, size, pending = false, className, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={buttonClass({ variant, size }, className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      {...props}
    >
      {pending && <LoaderCircle aria-hidden className="size-4.5 shrink-0 animate-spin" />}
      {children}
    </button>
  );
}
