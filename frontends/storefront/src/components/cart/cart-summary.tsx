"use client";

import { Lock } from "lucide-react";
import type { Money, Quote } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Button } from "@/components/button";
import { AmountRows, TotalRow } from "@/components/order/totals";
import { useShop } from "@/components/shop";
import { cartSubtotal } from "@/lib/cart/model";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

const text = messages.cart;

/** What stands between the items and the total, as the API works it out. */
export function CartAmounts() {
  const { locale } = useShop();
  const { cart, pricing } = useCart();
  const { quote, fresh, failure, refresh } = pricing;
  // Known at once, while the rest is on its way.
  const subtotal = fresh && quote ? quote.subtotal : cartSubtotal(cart);
  if (!subtotal) return null;
  const atPayment = quote?.tax_at_payment ? [{ key: "tax", name: text.tax, amount: text.taxAtPayment, quiet: true }] : [];
  return (
    <div aria-busy={!fresh && !failure} className={quote && !fresh && !failure ? "opacity-60 transition-opacity delay-150" : undefined}>
      <AmountRows
        amounts={{ subtotal, discount: quote?.discount ?? null, shipping: quote?.shipping ?? null, tax: quote?.tax ?? null }}
        locale={locale}
        more={atPayment}
      />
      {failure && (
        <p className="mt-3 text-sm text-muted">
          {text.notPriced}{" "}
          <button type="button" onClick={refresh} className="min-h-9 font-medium text-fg underline underline-offset-4">
            {text.priceAgain}
          </button>
        </p>
      )}
    </div>
  );
}

interface CartSummaryProps {
  /** Where the amounts have scrolled out of sight: says in one line what the total holds. */
  compact?: boolean;
}

/** The total, the way to the payment page, and what stands in it. */
export function CartSummary({ compact = false }: CartSummaryProps) {
  const { locale } = useShop();
  const { cart, pricing, problems, checkout, consents, setConsents } = useCart();
  const { quote, fresh } = pricing;
  const blocked = problems.lines.length + problems.whole.length > 0;
  if (cart.lines.length === 0) return null;
  return (
    <div>
      {quote && fresh ? (
        <>
          <TotalRow total={quote.total} locale={locale} />
          {compact && <p className="text-sm text-muted tabular-nums empty:hidden">{extrasOf(quote, locale)}</p>}
        </>
      ) : (
        <p className="text-sm leading-7 text-muted">{pricing.failure ? text.totalNote : text.pricing}</p>
      )}
      {quote?.consent_text && (
        <label className="mt-3 flex cursor-pointer items-start gap-3 text-sm leading-snug">
          <input
            type="checkbox"
            checked={consents}
            onChange={(event) => setConsents(event.currentTarget.checked)}
            className="mt-0.5 size-4.5 shrink-0 accent-(--accent)"
          />
          <span dir="auto">{quote.consent_text}</span>
        </label>
      )}
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
      {!compact && (
        <p className="mt-3 flex items-start justify-center gap-2 text-xs leading-snug text-muted">
          <Lock aria-hidden className="mt-px size-3.5 shrink-0" />
          {text.secure}
        </p>
      )}
    </div>
  );
}

function extrasOf({ discount, shipping, tax, tax_at_payment: atPayment }: Quote, locale: string): string {
  const price = (money: Money) => formatMoney(money, { locale });
  const parts = [
    discount && discount.amount.amount > 0 ? text.lessDiscount(price(discount.amount)) : "",
    shipping ? text.withShipping(shipping.price.amount === 0 ? "" : price(shipping.price)) : "",
    tax && !tax.included && tax.amount.amount > 0 ? text.withTax(price(tax.amount)) : "",
    atPayment ? text.taxToCome : "",
  ];
  return parts.filter(Boolean).join(" · ");
}
