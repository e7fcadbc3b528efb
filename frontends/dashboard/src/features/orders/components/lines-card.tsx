"use client";

import Link from "next/link";
import type { Money, Order } from "@tradewind/api-client";
import { Card, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Thumbnail } from "@/components/thumbnail";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.orders.detail;

export function LinesCard({ order }: { order: Order }) {
  const { id, locale } = useStore();
  const money = (value: Money) => formatMoney(value, { locale });
  return (
    <Card aria-labelledby="order-lines">
      <CardHeader title={t.linesTitle} titleId="order-lines" />
      <ul className="mt-2">
        {order.lines.map((line) => (
          <li key={`${line.product_id}:${line.variant_id}`} className="flex items-start gap-3 border-b px-4 py-3">
            <Thumbnail src={line.image_url} />
            <div className="min-w-0 flex-1">
              <Link href={paths.product(id, line.product_id)} className="font-medium hover:underline hover:underline-offset-4">
                {line.title}
              </Link>
              <p className="text-[13px] text-muted-foreground">
                {[line.variant_name !== "Default" ? line.variant_name : null, line.sku ? t.sku(line.sku) : null].filter(Boolean).join(" · ")}
              </p>
            </div>
            <p className="shrink-0 text-right tabular-nums">
              <span className="block font-medium">{money(line.total)}</span>
              <span className="block text-[13px] text-muted-foreground">
                {line.quantity} × {money(line.unit_price)}
              </span>
            </p>
          </li>
        ))}
      </ul>
      <dl className="grid gap-1.5 px-4 py-3">
        <TotalRow label={t.subtotal} value={money(order.subtotal)} />
        {order.discount ? (
          <TotalRow
            label={t.discountCode(order.discount.code)}
            value={order.discount.free_shipping ? t.freeShipping : money({ ...order.discount.amount, amount: -order.discount.amount.amount })}
          />
        ) : null}
        {order.shipping ? <TotalRow label={order.shipping.name} value={money(order.shipping.price)} /> : null}
        {order.tax && !order.tax.included ? <TotalRow label={order.tax.name} value={money(order.tax.amount)} /> : null}
        <TotalRow label={t.total} value={money(order.total)} strong />
        {order.tax?.included ? <TotalRow label={t.includesTax(order.tax.name)} value={money(order.tax.amount)} muted /> : null}
        {order.refunded.amount > 0 ? (
          <TotalRow label={t.refunded} value={money({ ...order.refunded, amount: -order.refunded.amount })} />
        ) : null}
      </dl>
    </Card>
  );
}

export function TotalRow({ label, value, strong = false, muted = false }: { label: string; value: string; strong?: boolean; muted?: boolean }) {
  return (
    <div className={cn("flex items-baseline justify-between gap-4", strong && "mt-1 border-t pt-2.5 font-semibold")}>
      <dt className={strong ? undefined : "text-muted-foreground"}>{label}</dt>
      <dd className={cn("text-right tabular-nums", muted && "text-muted-foreground")}>{value}</dd>
    </div>
  );
}
