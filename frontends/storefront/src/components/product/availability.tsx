import { clsx } from "clsx";
import { messages } from "@/lib/messages";

/** In stock, nearly gone or sold out: as the merchant's shelf says, without a countdown. */
export function Availability({ available, lowStock }: { available: boolean; lowStock: boolean }) {
  const [text, color] = !available
    ? [messages.product.soldOut, "text-muted"]
    : lowStock
      ? [messages.product.lowStock, "text-low-stock"]
      : [messages.product.inStock, "text-in-stock"];
  return (
    <p className={clsx("flex items-center gap-2 text-sm font-medium", color)} data-testid="availability">
      <span aria-hidden className={clsx("size-2 rounded-full", available ? "bg-current" : "border-2 border-current")} />
      {text}
    </p>
  );
}
