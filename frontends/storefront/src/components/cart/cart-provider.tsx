"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useShop } from "@/components/shop";
import { type Choices, ChoicesStore, NO_CHOICES } from "@/lib/cart/choices";
import { type Cart, cartCount, cartSubtotal, type CartLine, EMPTY_CART } from "@/lib/cart/model";
import { NO_PROBLEMS, type Problems } from "@/lib/cart/pricing";
import type { CartAction } from "@/lib/cart/reducer";
import { CartStore } from "@/lib/cart/store";
import { storeHref } from "@/lib/links";
import { messages } from "@/lib/messages";
import { type CheckoutControl, useCheckout } from "./use-checkout";
import { type QuoteControl, useQuote } from "./use-quote";

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
  choices: Choices;
  choose: (change: Partial<Choices>) => void;
  /** The marketing tick: never set before the shopper sets it, never stored. */
  consents: boolean;
  setConsents: (consents: boolean) => void;
  pricing: QuoteControl;
  problems: Problems;
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
  const shop = useShop();
  const { slug, locale } = shop;
  const pathname = usePathname();
  const [store] = useState(() => new CartStore(slug));
  const [chosen] = useState(() => new ChoicesStore(slug));
  const cart = useSyncExternalStore(store.subscribe, store.getSnapshot, () => EMPTY_CART);
  const choices = useSyncExternalStore(chosen.subscribe, chosen.getSnapshot, () => NO_CHOICES);
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [open, setOpenState] = useState(false);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [consents, setConsents] = useState(false);
  const [announcement, setAnnouncement] = useState("");

  const pricing = useQuote(slug, cart, choices, ready && (open || pathname === "/cart"));
  const [problems, setProblems] = useProblems(pricing);
  useGoneRate(pricing, choices, chosen);

  const { refresh } = pricing;
  const onProblems = useCallback(
    (found: Problems) => {
      setProblems(found);
      // Says what the new prices are.
      refresh();
    },
    [setProblems, refresh],
  );
  const hrefOf = useCallback((path: string) => storeHref(shop, path), [shop]);
  const read = useCallback(() => ({ cart: store.getSnapshot(), choices: chosen.getSnapshot(), consents }), [store, chosen, consents]);
  const checkout = useCheckout({ slug, hrefOf, read, onProblems });
  const { clearFailure } = checkout;

  const dispatch = useCallback((action: CartAction) => store.dispatch(action), [store]);

  const setOpen = useCallback((next: boolean) => {
    setOpenState(next);
    if (!next) setRemoved(null);
  }, []);

  const value = useMemo((): CartContextValue => {
    const solve = (variantId: string) => {
      clearFailure();
      setProblems((before) => ({ ...before, lines: before.lines.filter((problem) => problem.variantId !== variantId) }));
    };
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
      choices,
      choose: (next) => {
        clearFailure();
        chosen.change(next);
      },
      consents,
      setConsents,
      pricing,
      problems,
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
  }, [cart, ready, open, setOpen, dispatch, choices, chosen, consents, pricing, problems, setProblems, checkout, clearFailure, removed, announcement, locale]);

  return <CartContext value={value}>{children}</CartContext>;
}

/** Every fresh quote says anew what is wrong; between two of them a solved problem is away at once. */
function useProblems({ quote, problems: told, fresh }: QuoteControl) {
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  const [seen, setSeen] = useState<QuoteControl["quote"]>(null);
  if (quote && fresh && quote !== seen) {
    setSeen(quote);
    setProblems(told);
  }
  return [problems, setProblems] as const;
}

/** A way of shipping that is not offered any more is let go of: the cheapest one takes its place. */
function useGoneRate({ quote, fresh }: QuoteControl, { rateId }: Choices, chosen: ChoicesStore): void {
  const gone = fresh && rateId !== "" && (quote?.problems.some(({ code }) => code === "shipping_rate_gone") ?? false);
  useEffect(() => {
    if (gone) chosen.change({ rateId: "" });
  }, [gone, chosen]);
}
