import { Store } from "lucide-react";
import { cn } from "@tradewind/ui/lib/cn";

/** The first letter of a store's name on a plate; a shop sign for no store. */
export function StoreAvatar({ name, small = false }: { name: string | null; small?: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-sm bg-primary-soft font-semibold text-primary-strong uppercase",
        small ? "size-5 text-[11px]" : "size-6 text-xs",
      )}
    >
      {name ? Array.from(name.trim())[0] : <Store className="size-3.5 !text-primary-strong" />}
    </span>
  );
}
