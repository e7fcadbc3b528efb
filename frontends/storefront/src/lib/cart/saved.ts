import type { Quote, SavedCart } from "@tradewind/api-client";
import type { CartLine } from "./model";
import { clampQuantity } from "./reducer";

export const savedCartKey = (slug: string): string => `tradewind:saved-cart:${slug}`;

/** The saved cart that an address offers, `?saved=crt_…`; null when it is none. */
export function readSavedId(search: string): string | null {
  const id = new URLSearchParams(search).get("saved") ?? "";
  return /^crt_[0-9A-Za-z]{1,36}$/.test(id) ? id : null;
}

/** The lines of a saved cart at today's prices, and how many of it are not sold any more. */
export function linesOfQuote(saved: Pick<SavedCart, "items">, quote: Pick<Quote, "lines">): { lines: CartLine[]; gone: number } {
  const lines = quote.lines.map(
    (line): CartLine => ({
      productId: line.product_id,
      variantId: line.variant_id,
      productSlug: "",
      title: line.title,
      variantName: line.variant_name,
      image: line.image_url ? { url: line.image_url, alt: "" } : null,
      price: line.unit_price,
      quantity: clampQuantity(line.quantity),
    }),
  );
  return { lines, gone: saved.items.filter((item) => !lines.some((line) => line.variantId === item.variant_id)).length };
}
