import type { ProductCard } from "@tradewind/api-client";

const SHOWN = 4;

/** The products that stand beside this one on the shelf, those to be had first. */
export function relatedCards(cards: readonly ProductCard[], slug: string): ProductCard[] {
  const at = cards.findIndex((card) => card.slug === slug);
  const others = [...cards.slice(at + 1), ...cards.slice(0, Math.max(0, at))];
  return [...others.filter((card) => card.available), ...others.filter((card) => !card.available)].slice(0, SHOWN);
}
