"use client";

import type { Order, Refund } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Card, CardHeader } from "@tradewind/ui/card";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";

const t = messages.orders.refund;
const tones = { pending: "warning", succeeded: "success", failed: "danger" } as const;

export function RefundsCard({ order }: { order: Order }) {
  if (order.refunds.length === 0) return null;
  return (
    <Card aria-labelledby="order-refunds">
      <CardHeader title={t.listTitle} titleId="order-refunds" />
      <ol className="mt-2 border-t">
        {order.refunds.map((refund) => (
          <RefundRow key={refund.id} refund={refund} />
        ))}
      </ol>
    </Card>
  );
}

function RefundRow({ refund }: { refund: Refund }) {
  const { locale, timezone } = useStore();
  const items = refund.lines.map((line) => `${line.quantity} × ${line.title}${line.restock ? ` (${t.restocked})` : ""}`);
  const about = [refund.at_stripe ? t.atStripe : null, ...items, refund.reason || null].filter(Boolean).join(" · ");
  return (
    <li className="border-b px-4 py-3 last:border-b-0">
      <div className="flex items-center justify-between gap-3">
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={tones[refund.status]}>{t.status[refund.status]}</Badge>
          <time dateTime={refund.created_at} className="text-[13px] text-muted-foreground tabular-nums">
            {formatDateTime(refund.created_at, { locale, timeZone: timezone })}
          </time>
        </span>
        <span className="font-medium tabular-nums">{formatMoney(refund.amount, { locale })}</span>
      </div>
      {about ? <p className="mt-1 text-[13px] break-words text-muted-foreground">{about}</p> : null}
      {refund.failure ? <p className="mt-1 text-[13px] text-danger-text">{refund.failure}</p> : null}
    </li>
  );
}
