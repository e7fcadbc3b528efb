import { clsx } from "clsx";
import type { Money } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { messages } from "@/lib/messages";

const text = messages.order;

/** What an amount is made of, as the API says it: nothing is summed up here. */
export interface Amounts {
  subtotal: Money;
  discount: { code: string; amount: Money; free_shipping: boolean } | null;
  shipping: { name: string; price: Money } | null;
  tax: { name: string; amount: Money; included: boolean } | null;
  total: Money;
  refunded?: Money;
}

interface Row {
  key: string;
  name: string;
  amount: string;
  quiet?: boolean;
}

function rowsOf({ subtotal, discount, shipping, tax }: Amounts, format: (money: Money) => string): Row[] {
  const rows: Row[] = [{ key: "subtotal", name: text.subtotal, amount: format(subtotal) }];
  if (discount) {
    const nothingOff = discount.amount.amount === 0;
    if (!nothingOff || !discount.free_shipping) {
      rows.push({ key: "discount", name: text.discount(discount.code), amount: `−${format(discount.amount)}` });
    } else rows.push({ key: "discount", name: text.discount(discount.code), amount: text.freeShipping });
  }
  if (shipping) {
    rows.push({ key: "shipping", name: text.shipping(shipping.name), amount: shipping.price.amount === 0 ? text.free : format(shipping.price) });
  }
  if (tax && tax.amount.amount > 0) {
    const name = tax.included ? text.taxIncluded(tax.name) : text.tax(tax.name);
    rows.push({ key: "tax", name, amount: format(tax.amount), quiet: tax.included });
  }
  return rows;
}

export function Totals({ amounts, locale, className }: { amounts: Amounts; locale: string; className?: string }) {
  const format = (money: Money) => formatMoney(money, { locale });
  const { total, refunded } = amounts;
  return (
    <dl className={clsx("space-y-1.5 text-[15px] tabular-nums", className)}>
      {rowsOf(amounts, format).map(({ key, name, amount, quiet }) => (
        <div key={key} className={clsx("flex justify-between gap-4", quiet && "text-muted")}>
          <dt className="min-w-0" dir="auto">
            {name}
          </dt>
          <dd className="shrink-0" data-testid={key} suppressHydrationWarning>
            {amount}
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4 border-t pt-3 text-lg font-semibold">
        <dt>{text.total}</dt>
        <dd data-testid="total" suppressHydrationWarning>
          {format(total)}
        </dd>
      </div>
      {refunded && refunded.amount > 0 && (
        <div className="flex justify-between gap-4">
          <dt>{text.refunded}</dt>
          <dd data-testid="refunded">−{format(refunded)}</dd>
        </div>
      )}
    </dl>
  );
}
