import { cn } from "@tradewind/ui/lib/cn";

/** The mark: two sails before the wind. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn("size-6", className)}>
      <rect width="24" height="24" rx="6" className="fill-primary" />
      <path d="M12.8 5.2c2.9 2.6 4.6 5.7 4.9 9.6h-4.9z" fill="#fff" />
      <path d="M11.2 7.6v7.2H6.3c.7-3 2.4-5.4 4.9-7.2z" fill="#fff" fillOpacity=".72" />
      <path d="M5.6 16.6h12.8c-.8 1.5-2 2.2-3.6 2.2H9.2c-1.6 0-2.8-.7-3.6-2.2z" fill="#fff" />
    </svg>
  );
}
