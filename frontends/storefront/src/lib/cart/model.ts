import type { Money } from "@tradewind/api-client";

/** A line as the shopper saw it when it was added: shown without asking the API, checked by it at checkout. */
export interface CartLine {
  productId: string;
  variantId: string;
  /** Empty where it is not known: the line then has no link. */
  productSlug: string;
  title: string;
  /** Empty where the product has only one variant. */
  variantName: string;
  image: { url: string; alt: string } | null;
  price: Money;
  quantity: number;
}

export interface Cart {
  lines: readonly CartLine[];
}

export const EMPTY_CART: Cart = { lines: [] };
export const MAX_QUANTITY = 99;
export const MAX_LINES = 100;

export const cartCount = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.quantity, 0);

/** What the lines come to, in the currency of the store; null for an empty cart. */
export function cartSubtotal(cart: Cart): Money | null {
  const currency = cart.lines[0]?.price.currency;
  if (!currency) return null;
  return { currency, amount: cart.lines.reduce((sum, line) => sum + line.price.amount * line.quantity, 0) };
}

export const findLine = (cart: Cart, variantId: string): CartLine | undefined =>
  cart.lines.find((line) => line.variantId === variantId);
