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

export interface Row {
  key: string;
  name: string;
  amount: string;
  quiet?: boolean;
}

function rowsOf({ subtotal, discount, shipping, tax }: Omit<Amounts, "total" | "refunded">, format: (money: Money) => string): Row[] {
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

/** Everything above the total. */
export function AmountRows({ amounts, locale, more }: { amounts: Omit<Amounts, "total" | "refunded">; locale: string; more?: readonly Row[] }) {
  const rows = [...rowsOf(amounts, (money) => formatMoney(money, { locale })), ...(more ?? [])];
  return (
    <dl className="space-y-1.5 text-[15px] tabular-nums">
      {rows.map(({ key, name, amount, quiet }) => (
        <div key={key} className={clsx("flex justify-between gap-4", quiet && "text-muted")}>
          <dt className="min-w-0" dir="auto">
            {name}
          </dt>
          <dd className="shrink-0 text-right" data-testid={key} suppressHydrationWarning>
            {amount}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function TotalRow({ total, locale }: { total: Money; locale: string }) {
  return (
    <dl className="flex items-baseline justify-between gap-4 text-lg font-semibold tabular-nums">
      <dt>{text.total}</dt>
      <dd data-testid="total" suppressHydrationWarning>
        {formatMoney(total, { locale })}
      </dd>
    </dl>
  );
}

/** What an order came to, and what of it was given back. */
export function Totals({ amounts, locale, className }: { amounts: Amounts; locale: string; className?: string }) {
  const { total, refunded } = amounts;
  return (
    <div className={className}>
      <AmountRows amounts={amounts} locale={locale} />
      <div className="mt-3 border-t pt-3">
        <TotalRow total={total} locale={locale} />
      </div>
      {refunded && refunded.amount > 0 && (
        <dl className="mt-1.5 flex justify-between gap-4 tabular-nums">
          <dt>{text.refunded}</dt>
          <dd data-testid="refunded">−{formatMoney(refunded, { locale })}</dd>
        </dl>
      )}
    </div>
  );
}
