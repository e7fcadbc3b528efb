import type { ProductCard } from "@tradewind/api-client";

const SHOWN = 4;

/** The products that stand beside this one on the shelf: those to be had first, and of them those with a picture. */
export function relatedCards(cards: readonly ProductCard[], slug: string): ProductCard[] {
  const at = cards.findIndex((card) => card.slug === slug);
  const others = [...cards.slice(at + 1), ...cards.slice(0, Math.max(0, at))];
  const rank = (card: ProductCard) => (card.available ? 2 : 0) + (card.image ? 1 : 0);
  return others.toSorted((a, b) => rank(b) - rank(a)).slice(0, SHOWN);
}
