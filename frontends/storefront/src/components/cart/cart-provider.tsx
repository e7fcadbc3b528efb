"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useShop } from "@/components/shop";
import { type Cart, cartCount, cartSubtotal, type CartLine, EMPTY_CART } from "@/lib/cart/model";
import type { CartAction } from "@/lib/cart/reducer";
import { CartStore } from "@/lib/cart/store";
import { messages } from "@/lib/messages";
import { type CheckoutControl, useCheckout } from "./use-checkout";

interface Removed {
  line: CartLine;
  index: number;
}

interface CartContextValue {
  cart: Cart;
  /** False on the server and in the first moment of the browser, when the stored cart is not read yet. */
  ready: boolean;
  open: boolean;
  setOpen: (open: boolean) => void;
  add: (line: CartLine) => void;
  setQuantity: (line: CartLine, quantity: number) => void;
  remove: (line: CartLine) => void;
  removed: Removed | null;
  undo: () => void;
  acceptPrice: (line: CartLine, price: CartLine["price"]) => void;
  dispatch: (action: CartAction) => void;
  checkout: CheckoutControl;
  announcement: string;
}

const CartContext = createContext<CartContextValue | null>(null);

export function useCart(): CartContextValue {
  const value = useContext(CartContext);
  if (!value) throw new Error("useCart outside of a CartProvider");
  return value;
}

const never = () => () => {};

export function CartProvider({ children }: { children: ReactNode }) {
  const { slug, locale } = useShop();
  const [store] = useState(() => new CartStore(slug));
  const cart = useSyncExternalStore(store.subscribe, store.getSnapshot, () => EMPTY_CART);
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [open, setOpenState] = useState(false);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const checkout = useCheckout(slug, store.getSnapshot);
  const { solve } = checkout;

  const dispatch = useCallback((action: CartAction) => store.dispatch(action), [store]);

  const setOpen = useCallback((next: boolean) => {
    setOpenState(next);
    if (!next) setRemoved(null);
  }, []);

  const value = useMemo((): CartContextValue => {
    const change = (action: CartAction, variantId: string) => {
      solve(variantId);
      setRemoved(null);
      const after = dispatch(action);
      const subtotal = cartSubtotal(after);
      setAnnouncement(messages.cart.updated(cartCount(after), subtotal ? formatMoney(subtotal, { locale }) : "0"));
    };
    return {
      cart,
      ready,
      open,
      setOpen,
      dispatch,
      checkout,
      removed,
      announcement,
      add: (line) => {
        solve(line.variantId);
        setRemoved(null);
        const after = dispatch({ type: "add", line });
        setAnnouncement(messages.cart.added(line.title, cartCount(after)));
        setOpenState(true);
      },
      setQuantity: (line, quantity) => change({ type: "quantity", variantId: line.variantId, quantity }, line.variantId),
      acceptPrice: (line, price) => change({ type: "price", variantId: line.variantId, price }, line.variantId),
      remove: (line) => {
        const index = cart.lines.findIndex((other) => other.variantId === line.variantId);
        change({ type: "remove", variantId: line.variantId }, line.variantId);
        setRemoved({ line, index });
        setAnnouncement(messages.cart.removed(line.title));
      },
      undo: () => {
        if (removed) change({ type: "restore", ...removed }, removed.line.variantId);
      },
    };
  }, [cart, ready, open, setOpen, dispatch, checkout, removed, announcement, solve, locale]);

  return <CartContext value={value}>{children}</CartContext>;
}
