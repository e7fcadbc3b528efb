import { StoredValue } from "../stored-value";
import type { Cart } from "./model";
import { type CartAction, cartReducer } from "./reducer";
import { cartKey, parseCart, serializeCart } from "./storage";

/**
 * One store's cart in this browser. What is stored is the truth: every change starts from it, so that two tabs add to
 * one cart instead of overwriting each other's.
 */
export class CartStore {
  private readonly stored: StoredValue<Cart>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Cart;

  constructor(slug: string, storage?: Storage | null) {
    this.stored = new StoredValue(cartKey(slug), parseCart, storage);
    this.subscribe = this.stored.subscribe;
    this.getSnapshot = this.stored.getSnapshot;
  }

  dispatch(action: CartAction): Cart {
    const cart = this.stored.read();
    const next = cartReducer(cart, action);
    if (next !== cart) this.stored.set(serializeCart(next), next);
    return next;
  }
}
