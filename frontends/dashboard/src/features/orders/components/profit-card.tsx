"use client";

import type { Money, Order } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Disclosure } from "@tradewind/ui/disclosure";
import { cn } from "@tradewind/ui/lib/cn";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatBasisPoints, formatMoney } from "@tradewind/ui/lib/money";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { TotalRow } from "./lines-card";

const t = messages.orders.profit;

/** What the order earned, or plainly what is missing to tell. An unknown cost is never counted as zero. */
export function ProfitCard({ order, onEditCosts }: { order: Order; onEditCosts: () => void }) {
  const { locale } = useStore();
  const { revenue, discount, shipping, tax, cost, fees, refunds, disputes, profit, complete } = order.profit;
  if (!order.paid_at) return null;
  const money = (amount: number) => formatMoney({ amount, currency: revenue.currency }, { locale });
  const minus = (value: Money | null) => (value ? money(-value.amount) : t.unknown);
  return (
    <Card aria-labelledby="order-profit">
      <CardHeader title={t.title} titleId="order-profit" actions={complete ? null : <Badge tone="warning">{t.incomplete}</Badge>} />
      <CardContent>
        <dl className="grid gap-1.5">
          <TotalRow label={t.revenue} value={money(revenue.amount + discount.amount - shipping.amount)} />
          {discount.amount !== 0 ? <TotalRow label={t.discount} value={minus(discount)} /> : null}
          {shipping.amount !== 0 ? <TotalRow label={t.shipping} value={money(shipping.amount)} /> : null}
          <TotalRow label={t.cost} value={minus(cost)} muted={!cost} />
          <TotalRow label={t.fees} value={minus(fees)} muted={!fees} />
          {refunds.amount !== 0 ? <TotalRow label={t.refunds} value={minus(refunds)} /> : null}
          {disputes.amount !== 0 ? <TotalRow label={t.disputes} value={minus(disputes)} /> : null}
          <div className="mt-1 flex items-baseline justify-between gap-4 border-t pt-2.5 font-semibold">
            <dt>{t.profit}</dt>
            <dd
              className={cn(
                "text-right tabular-nums",
                !profit && "font-normal text-muted-foreground",
                profit && (profit.amount < 0 ? "text-danger-text" : "text-success"),
              )}
            >
              {profit ? money(profit.amount) : t.unknown}
            </dd>
          </div>
        </dl>
        {profit && revenue.amount > 0 ? (
          <p className="mt-0.5 text-right text-[13px] text-muted-foreground tabular-nums">
            {t.share(formatBasisPoints(Math.round((profit.amount * 10_000) / revenue.amount), locale))}
          </p>
        ) : null}
        {tax.amount !== 0 ? (
          <dl className="mt-2 text-[13px]">
            <TotalRow label={t.tax} value={money(tax.amount)} muted />
          </dl>
        ) : null}
        {complete ? null : (
          <p className="mt-2 text-[13px] text-muted-foreground">{cost === null ? t.incompleteCost : t.incompleteFees}</p>
        )}
        <EditOnly finishing>
          <Button variant="outline" size="sm" className="mt-3" onClick={onEditCosts}>
            {t.editCosts}
          </Button>
        </EditOnly>
        {order.ledger.length > 0 ? <Ledger order={order} /> : null}
      </CardContent>
    </Card>
  );
}

function Ledger({ order }: { order: Order }) {
  const { locale, timezone } = useStore();
  return (
    <Disclosure summary={t.ledger} className="mt-3 border-t pt-3">
      <table aria-label={t.ledgerLabel} className="mt-2 w-full text-[13px]">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t.ledgerColumns.what}</th>
            <th scope="col">{t.ledgerColumns.amount}</th>
          </tr>
        </thead>
        {order.ledger.map((entry) => (
          <tbody key={entry.name}>
            <tr>
              <th scope="rowgroup" colSpan={2} className="pt-2 text-left font-normal text-muted-foreground">
                {formatDateTime(entry.at, { locale, timeZone: timezone })}
                {entry.detail ? ` · ${entry.detail}` : ""}
              </th>
            </tr>
            {entry.postings.map((posting) => (
              <tr key={posting.kind}>
                <td className="py-0.5">{t.postings[posting.kind]}</td>
                <td className="py-0.5 text-right whitespace-nowrap tabular-nums">{formatMoney(posting.amount, { locale })}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Disclosure>
  );
}
