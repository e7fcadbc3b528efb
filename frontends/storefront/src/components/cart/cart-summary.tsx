"use client";

import { Lock } from "lucide-react";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Button } from "@/components/button";
import { useShop } from "@/components/shop";
import { cartSubtotal } from "@/lib/cart/model";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

const text = messages.cart;

/** Subtotal, the way to the payment page, and what stands in it. */
export function CartSummary() {
  const { locale } = useShop();
  const { cart, checkout } = useCart();
  const subtotal = cartSubtotal(cart);
  const blocked = checkout.problems.length > 0;
  if (!subtotal) return null;
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4 text-lg font-semibold">
        <span>{text.subtotal}</span>
        <span className="tabular-nums" suppressHydrationWarning data-testid="subtotal">
          {formatMoney(subtotal, { locale })}
        </span>
      </div>
      <p className="mt-0.5 text-sm text-muted">{text.totalNote}</p>
      <div aria-live="assertive" className="empty:hidden">
        {(blocked || checkout.failure) && (
          <p className="mt-3 rounded-card bg-danger-soft px-3 py-2.5 text-sm font-medium text-danger">
            {blocked ? messages.problem.heading : checkout.failure}
          </p>
        )}
      </div>
      <Button
        size="lg"
        className="mt-4 w-full"
        pending={checkout.pending}
        disabled={blocked}
        onClick={() => {
          if (!checkout.pending) void checkout.start();
        }}
      >
        {checkout.pending ? text.checkoutPending : text.checkout}
      </Button>
      <p className="mt-3 flex items-start justify-center gap-2 text-xs leading-snug text-muted">
        <Lock aria-hidden className="mt-px size-3.5 shrink-0" />
        {text.secure}
      </p>
    </div>
  );
}
