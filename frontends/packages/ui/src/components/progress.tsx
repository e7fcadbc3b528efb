import { cn } from "../lib/cn";

interface ProgressProps {
  /** 0 to 100. */
  value: number;
  label: string;
  /** `danger`: more than there is room for. */
  tone?: "primary" | "danger";
  className?: string;
}

export function Progress({ value, label, tone = "primary", className }: ProgressProps) {
  const percent = Math.min(100, Math.max(0, Math.round(value)));
  return (
    <div
      data-slot="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-muted", className)}
    >
      <div className={cn("h-full rounded-full transition-[width] duration-200", tone === "danger" ? "bg-danger" : "bg-primary")} style={{ width: `${percent}%` }} />
    </div>
  );
}
