"use client";

import { ShoppingBag } from "lucide-react";
import { buttonClass } from "@/components/button";
import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";
import { CartDetails } from "./cart-details";
import { CartLines } from "./cart-lines";
import { useCart } from "./cart-provider";
import { CartAmounts, CartSummary } from "./cart-summary";
import { SavedOffer } from "./saved-offer";
import { ShareCart } from "./share-cart";

const text = messages.cart;

/** The cart as a page of its own. Nothing is shown before the stored cart is read: no half cart, no false "empty". */
export function CartPage() {
  const { cart, ready, removed } = useCart();
  if (!ready) {
    return (
      <div key="reading" className="min-h-[75svh] animate-pulse" role="status" aria-label={text.loading}>
        <div className="grid gap-4 lg:max-w-3xl">
          {[0, 1].map((row) => (
            <div key={row} className="flex gap-4 border-b py-5">
              <div className="size-20 rounded-card bg-soft" />
              <div className="flex-1 space-y-3 pt-1">
                <div className="h-4 w-2/3 rounded bg-soft" />
                <div className="h-4 w-1/4 rounded bg-soft" />
              </div>
            </div>
          ))}
        </div>
      </div>
    );
  }
  if (cart.lines.length === 0 && !removed) {
    return (
      <>
        <SavedOffer />
        <div className="grid min-h-[75svh] content-start justify-items-center pt-20 gap-3 text-center">
          <ShoppingBag aria-hidden className="size-12 text-muted" strokeWidth={1.25} />
          <p className="display text-2xl">{text.emptyTitle}</p>
          <p className="text-muted">{text.emptyText}</p>
          <ShopLink to="/products" className={buttonClass({ size: "lg" }, "mt-4")}>
            {text.browse}
          </ShopLink>
        </div>
      </>
    );
  }
  return (
    <>
      <SavedOffer />
      <div className="grid min-h-[75svh] content-start items-start gap-x-16 gap-y-8 lg:grid-cols-[1fr_24rem]">
        <CartLines className="divide-y border-y" />
        {cart.lines.length > 0 && (
          <div className="lg:sticky lg:top-24">
            <section aria-label={text.summary} className="space-y-5 rounded-card bg-soft p-5 sm:p-6">
              <CartDetails />
              <CartAmounts />
              <div className="border-t pt-4">
                <CartSummary />
              </div>
            </section>
            <ShareCart />
          </div>
        )}
      </div>
    </>
  );
}
