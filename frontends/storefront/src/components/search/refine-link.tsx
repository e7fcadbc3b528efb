import { SlidersHorizontal } from "lucide-react";
import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";

/** From a plain list to the same products with filters and another order. */
export function RefineLink({ to }: { to: string }) {
  return (
    <ShopLink
      to={to}
      rel="nofollow"
      prefetch={false}
      className="inline-flex min-h-11 items-center gap-2 rounded-control border border-control bg-surface px-4 text-sm font-medium hover:border-fg"
    >
      <SlidersHorizontal aria-hidden className="size-4" />
      {messages.collections.refine}
    </ShopLink>
  );
}
