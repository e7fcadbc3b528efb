"use client";

import type { CheckoutState } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Picture } from "@/components/picture";
import { type Amounts, Totals } from "@/components/order/totals";
import { useShop } from "@/components/shop";
import { messages } from "@/lib/messages";

const text = messages.success;

export function OrderSummary({ state }: { state: CheckoutState }) {
  const { locale } = useShop();
  return (
    <section aria-label={text.items} className="mt-10 rounded-card bg-soft px-5 sm:px-7">
      <ul className="divide-y">
        {state.lines.map((line, index) => (
          <li key={index} className="flex items-center gap-4 py-4">
            <div className="size-16 shrink-0 overflow-hidden rounded-card">
              {line.image_url ? (
                <img src={line.image_url} alt="" width={128} height={128} className="size-full bg-picture object-cover" />
              ) : (
                <Picture image={null} title={line.title} sizes="64px" decorative />
              )}
            </div>
            <div className="min-w-0 flex-1 leading-snug">
              <p className="font-medium" dir="auto">
                {line.title}
              </p>
              <p className="mt-0.5 text-sm text-muted">
                {[line.variant_name, text.quantity(line.quantity)].filter(Boolean).join(" · ")}
              </p>
            </div>
            <p className="shrink-0 font-medium tabular-nums">{formatMoney(line.total, { locale })}</p>
          </li>
        ))}
      </ul>
      <Totals amounts={amountsOf(state)} locale={locale} className="border-t py-5" />
    </section>
  );
}

function amountsOf({ subtotal, discount, shipping, tax, total }: CheckoutState): Amounts {
  const reduced = discount.amount > 0 ? { code: "", amount: discount, free_shipping: false } : null;
  return { subtotal, discount: reduced, shipping, tax, total };
}
