import type { Money } from "@tradewind/api-client";
import { type Cart, type CartLine, EMPTY_CART, findLine, MAX_LINES, MAX_QUANTITY } from "./model";

export type CartAction =
  | { type: "add"; line: CartLine }
  | { type: "quantity"; variantId: string; quantity: number }
  | { type: "remove"; variantId: string }
  /** Undo of a removal: the line goes back where it was. */
  | { type: "restore"; line: CartLine; index: number }
  | { type: "price"; variantId: string; price: Money }
  /** Takes out what an order has bought, and only that. */
  | { type: "bought"; lines: readonly { variantId: string; quantity: number }[] }
  /** A cart from another device, added to this one or in its place. */
  | { type: "take-over"; lines: readonly CartLine[]; replace: boolean };

export const clampQuantity = (quantity: number): number =>
  Number.isFinite(quantity) ? Math.min(MAX_QUANTITY, Math.max(1, Math.trunc(quantity))) : 1;

/** The cart after an action. Returns the same object when nothing changes. */
export function cartReducer(cart: Cart, action: CartAction): Cart {
  switch (action.type) {
    case "add":
      return add(cart, action.line);
    case "quantity":
      return change(cart, action.variantId, (line) => ({ ...line, quantity: clampQuantity(action.quantity) }));
    case "remove":
      return findLine(cart, action.variantId) ? without(cart, action.variantId) : cart;
    case "restore": {
      if (findLine(cart, action.line.variantId)) return add(cart, action.line);
      return { lines: cart.lines.toSpliced(action.index, 0, action.line) };
    }
    case "price":
      return change(cart, action.variantId, (line) => ({ ...line, price: action.price }));
    case "bought":
      return bought(cart, action.lines);
    case "take-over":
      return action.lines.reduce(add, action.replace ? EMPTY_CART : cart);
  }
}

/** The same variant again is more of it, at the price shown last. */
function add(cart: Cart, line: CartLine): Cart {
  const present = findLine(cart, line.variantId);
  if (present) {
    const quantity = clampQuantity(present.quantity + line.quantity);
    return change(cart, line.variantId, () => ({ ...line, productSlug: line.productSlug || present.productSlug, quantity }));
  }
  // A shop that changed its currency starts a new cart: amounts of two currencies have no sum.
  const kept = cart.lines.filter((other) => other.price.currency === line.price.currency);
  if (kept.length >= MAX_LINES) return cart;
  return { lines: [...kept, { ...line, quantity: clampQuantity(line.quantity) }] };
}

function change(cart: Cart, variantId: string, to: (line: CartLine) => CartLine): Cart {
  if (!findLine(cart, variantId)) return cart;
  return { lines: cart.lines.map((line) => (line.variantId === variantId ? to(line) : line)) };
}

const without = (cart: Cart, variantId: string): Cart => ({ lines: cart.lines.filter((line) => line.variantId !== variantId) });

function bought(cart: Cart, taken: readonly { variantId: string; quantity: number }[]): Cart {
  const lines = cart.lines.flatMap((line) => {
    const gone = taken.find((item) => item.variantId === line.variantId)?.quantity ?? 0;
    return line.quantity > gone ? [{ ...line, quantity: line.quantity - gone }] : [];
  });
  return { lines };
}
