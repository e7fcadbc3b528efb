"use client";

import Link from "next/link";
import type { Money, Order, OrderLine } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Card, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Thumbnail } from "@/components/thumbnail";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.orders.detail;

export function LinesCard({ order }: { order: Order }) {
  const { locale } = useStore();
  const money = (value: Money) => formatMoney(value, { locale });
  const minus = (value: Money) => money({ ...value, amount: -value.amount });
  const shippable = order.paid_at !== null && order.cancelled_at === null;
  return (
    <Card aria-labelledby="order-lines">
      <CardHeader title={t.linesTitle} titleId="order-lines" />
      <ul className="mt-2">
        {order.lines.map((line) => (
          <LineRow key={line.variant_id} line={line} shippable={shippable} />
        ))}
      </ul>
      <dl className="grid gap-1.5 px-4 py-3">
        <TotalRow label={t.subtotal} value={money(order.subtotal)} />
        {order.discount ? (
          <TotalRow
            label={t.discountCode(order.discount.code)}
            value={order.discount.free_shipping ? t.freeShipping : minus(order.discount.amount)}
          />
        ) : null}
        {order.shipping ? <TotalRow label={order.shipping.name} value={money(order.shipping.price)} /> : null}
        {order.tax && !order.tax.included ? <TotalRow label={order.tax.name} value={money(order.tax.amount)} /> : null}
        <TotalRow label={t.total} value={money(order.total)} strong />
        {order.tax?.included ? <TotalRow label={t.includesTax(order.tax.name)} value={money(order.tax.amount)} muted /> : null}
        {order.refunded.amount > 0 ? (
          <>
            <TotalRow label={t.refunded} value={minus(order.refunded)} />
            <TotalRow label={t.left} value={money({ ...order.total, amount: order.total.amount - order.refunded.amount })} strong />
          </>
        ) : null}
      </dl>
    </Card>
  );
}

function LineRow({ line, shippable }: { line: OrderLine; shippable: boolean }) {
  const { id, locale } = useStore();
  const money = (value: Money) => formatMoney(value, { locale });
  const about = [line.variant_name !== "Default" ? line.variant_name : null, line.sku ? t.sku(line.sku) : null].filter(Boolean);
  return (
    <li className="flex items-start gap-3 border-b px-4 py-3">
      <Thumbnail src={line.image_url || null} />
      <div className="min-w-0 flex-1">
        <Link href={paths.product(id, line.product_id)} className="font-medium hover:underline hover:underline-offset-4">
          {line.title}
        </Link>
        {about.length > 0 ? <p className="text-[13px] text-muted-foreground">{about.join(" · ")}</p> : null}
        <p className="mt-1 flex flex-wrap gap-1 tabular-nums">
          {line.fulfilled_quantity > 0 ? <Badge tone="info">{t.sent(line.fulfilled_quantity)}</Badge> : null}
          {shippable && line.open_quantity > 0 ? <Badge tone="accent">{t.open(line.open_quantity)}</Badge> : null}
          {line.refunded_quantity > 0 ? <Badge>{t.returned(line.refunded_quantity)}</Badge> : null}
        </p>
      </div>
      <p className="shrink-0 text-right tabular-nums">
        <span className="block font-medium">{money(line.total)}</span>
        <span className="block text-[13px] text-muted-foreground">
          {line.quantity} × {money(line.unit_price)}
        </span>
      </p>
    </li>
  );
}

interface TotalRowProps {
  label: string;
  value: string;
  strong?: boolean;
  muted?: boolean;
}

export function TotalRow({ label, value, strong = false, muted = false }: TotalRowProps) {
  return (
    <div className={cn("flex items-baseline justify-between gap-4", strong && "mt-1 border-t pt-2.5 font-semibold")}>
      <dt className={strong ? undefined : "text-muted-foreground"}>{label}</dt>
      <dd className={cn("text-right tabular-nums", muted && "text-muted-foreground")}>{value}</dd>
    </div>
  );
}
