import { type Cart, EMPTY_CART } from "./model";
import { type CartAction, cartReducer } from "./reducer";
import { cartKey, parseCart, serializeCart } from "./storage";

/**
 * One store's cart in this browser. What is stored is the truth: every change starts from it, so that two tabs add to
 * one cart instead of overwriting each other's.
 */
export class CartStore {
  private readonly key: string;
  private readonly listeners = new Set<() => void>();
  private text: string | null = null;
  private cart: Cart = EMPTY_CART;
  private loaded = false;

  constructor(
    slug: string,
    private readonly storage: Storage | null = browserStorage(),
  ) {
    this.key = cartKey(slug);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0 && typeof window !== "undefined") window.addEventListener("storage", this.onStorage);
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0 && typeof window !== "undefined") window.removeEventListener("storage", this.onStorage);
    };
  };

  readonly getSnapshot = (): Cart => {
    if (!this.loaded) this.read();
    return this.cart;
  };

  dispatch(action: CartAction): Cart {
    this.read();
    const next = cartReducer(this.cart, action);
    if (next === this.cart) return next;
    this.cart = next;
    this.text = serializeCart(next);
    try {
      this.storage?.setItem(this.key, this.text);
    } catch {
      // Full or forbidden storage: the cart lives as long as the page.
    }
    this.emit();
    return next;
  }

  private read(): void {
    this.loaded = true;
    let text: string | null;
    try {
      if (!this.storage) return;
      text = this.storage.getItem(this.key);
    } catch {
      return;
    }
    if (text === this.text) return;
    this.text = text;
    this.cart = parseCart(text);
  }

  private readonly onStorage = (event: StorageEvent): void => {
    if (event.key !== null && event.key !== this.key) return;
    const before = this.cart;
    this.read();
    if (this.cart !== before) this.emit();
  };

  private emit(): void {
    for (const listener of this.listeners) listener();
  }
}

function browserStorage(): Storage | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage;
  } catch {
    return null;
  }
}
