"use client";

import type { Money, Order } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatBasisPoints, formatMoney } from "@tradewind/ui/lib/money";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { TotalRow } from "./lines-card";

const t = messages.orders.detail;

/** What the order earned, or plainly what is missing to tell. An unknown cost is never counted as zero. */
export function ProfitCard({ order }: { order: Order }) {
  const { locale } = useStore();
  const { revenue, cost, fees, profit, complete } = order.profit;
  const minus = (value: Money | null) => (value ? formatMoney({ ...value, amount: -value.amount }, { locale }) : t.unknown);
  return (
    <Card aria-labelledby="order-profit">
      <CardHeader
        title={t.profitTitle}
        titleId="order-profit"
        actions={complete ? null : <Badge tone="warning">{t.incompleteTitle}</Badge>}
      />
      <CardContent>
        <dl className="grid gap-1.5">
          <TotalRow label={t.revenue} value={formatMoney(revenue, { locale })} />
          <TotalRow label={t.cost} value={minus(cost)} muted={!cost} />
          <TotalRow label={t.fees} value={minus(fees)} muted={!fees} />
          <div className="mt-1 flex items-baseline justify-between gap-4 border-t pt-2.5 font-semibold">
            <dt>{profit && !fees ? t.profitBeforeFees : t.profit}</dt>
            <dd
              className={cn(
                "text-right tabular-nums",
                !profit && "font-normal text-muted-foreground",
                profit && (profit.amount < 0 ? "text-danger-text" : "text-success"),
              )}
            >
              {profit ? formatMoney(profit, { locale }) : t.unknown}
            </dd>
          </div>
        </dl>
        {profit && revenue.amount > 0 ? (
          <p className="mt-0.5 text-right text-[13px] text-muted-foreground tabular-nums">
            {t.share(formatBasisPoints(Math.round((profit.amount * 10_000) / revenue.amount), locale))}
          </p>
        ) : null}
        {complete ? null : (
          <p className="mt-3 text-[13px] text-muted-foreground">{cost === null ? t.incompleteCost : t.incompleteFees}</p>
        )}
      </CardContent>
    </Card>
  );
}
