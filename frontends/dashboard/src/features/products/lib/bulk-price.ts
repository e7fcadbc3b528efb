import type { Money, PriceAction, Product } from "@tradewind/api-client";
import { chargeStep, currencyExponent } from "@tradewind/ui/lib/money";

export type PriceTarget = NonNullable<PriceAction["target"]>;
export type PriceChange = Required<PriceAction>;

/** Whether amounts of this currency can end in .99 at all. */
export function canRound(currency: string): boolean {
  return currencyExponent(currency) === 2 && chargeStep(currency) === 1;
}

/** What the API makes of one amount, in minor units; see the catalog's rules for the same arithmetic. */
export function movedAmount({ amount, currency }: Money, change: Pick<PriceChange, "mode" | "value" | "rounding" | "target">): number {
  let next: number;
  if (change.mode === "set") next = change.value;
  else if (change.mode === "amount") next = amount + change.value;
  else next = Math.floor((amount * (10_000 + change.value) * 2 + 10_000) / 20_000);
  if (change.rounding === "ninety_nine" && canRound(currency) && next > 0) next = Math.ceil((next + 1) / 100) * 100 - 1;
  if (change.target === "price" && change.mode !== "set") {
    const step = chargeStep(currency);
    next = Math.floor((next + Math.floor(step / 2)) / step) * step;
  }
  return next;
}

export interface PricePreview {
  /** The first product that changes. */
  sample: { title: string; before: Money | null; after: Money } | null;
  changes: number;
  /** Products that have no such amount. */
  without: number;
  /** Products whose amount would fall to zero or below (a cost: below zero). */
  refused: number;
}

/** What would become of the products, before anything is sent. */
export function previewPrices(products: readonly Product[], change: PriceChange): PricePreview {
  const preview: PricePreview = { sample: null, changes: 0, without: 0, refused: 0 };
  for (const product of products) {
    const own = product[change.target];
    const amounts = [own, ...product.variants.map((variant) => variant[change.target])].filter((one) => one !== null);
    if (amounts.length === 0 && change.mode !== "set") {
      preview.without += 1;
      continue;
    }
    const currency = product.price.currency;
    const after = amounts.map((one) => movedAmount(one, change));
    if (own === null && change.mode === "set") after.push(change.value);
    const least = change.target === "cost" ? 0 : 1;
    if (after.some((amount) => amount < least)) {
      preview.refused += 1;
      continue;
    }
    preview.changes += 1;
    preview.sample ??= { title: product.title, before: amounts[0] ?? null, after: { amount: after[0]!, currency } };
  }
  return preview;
}
