"use client";

import { ShoppingBag } from "lucide-react";
import { ShopLink } from "@/components/shop";
import { cartCount } from "@/lib/cart/model";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

/** Opens the drawer; without JavaScript it is a plain link to the cart's page. */
export function CartButton() {
  const { cart, setOpen } = useCart();
  const count = cartCount(cart);
  return (
    <ShopLink
      to="/cart"
      prefetch={false}
      role="button"
      aria-haspopup="dialog"
      aria-label={messages.cart.open(count)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        setOpen(true);
      }}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        setOpen(true);
      }}
      className="relative -mr-2.5 grid size-11 place-items-center rounded-control hover:bg-soft"
    >
      <ShoppingBag aria-hidden className="size-5.5" strokeWidth={1.75} />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-[11px] leading-none font-semibold text-on-accent tabular-nums"
        >
          {count > 99 ? "99+" : count}
        </span>
      )}
    </ShopLink>
  );
}
