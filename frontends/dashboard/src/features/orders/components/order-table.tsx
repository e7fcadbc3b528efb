import Link from "next/link";
import type { OrderSummary, Store } from "@tradewind/api-client";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { OrderStatusBadge, PaymentStatusBadge } from "./order-status-badge";

const t = messages.orders;

interface OrderTableProps {
  store: Store;
  orders: OrderSummary[];
}

/** A table from 768 px on, a list of two-line rows below. */
export function OrderTable({ store, orders }: OrderTableProps) {
  return (
    <>
      <div className="hidden md:block">
        <Table aria-label={t.list.tableLabel}>
          <TableHeader>
            <tr>
              <TableHead>{t.list.columns.order}</TableHead>
              <TableHead>{t.list.columns.placed}</TableHead>
              <TableHead>{t.list.columns.customer}</TableHead>
              <TableHead>{t.list.columns.status}</TableHead>
              <TableHead>{t.list.columns.payment}</TableHead>
              <TableHead className="text-right">{t.list.columns.items}</TableHead>
              <TableHead className="text-right">{t.list.columns.total}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {orders.map((order) => (
              <TableRow key={order.id} className="relative hover:bg-sidebar">
                <TableCell className="font-medium tabular-nums">
                  <Link href={paths.order(store.id, order.id)} className="after:absolute after:inset-0">
                    #{order.number}
                  </Link>
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground tabular-nums">{placedAt(order, store)}</TableCell>
                <TableCell className="w-full max-w-0 truncate">{order.customer_name || order.customer_email || t.guest}</TableCell>
                <TableCell>
                  <OrderStatusBadge status={order.status} />
                </TableCell>
                <TableCell>
                  <PaymentStatusBadge status={order.payment_status} />
                </TableCell>
                <TableCell className="text-right text-muted-foreground tabular-nums">{order.item_count}</TableCell>
                <TableCell className="text-right font-medium tabular-nums">
                  {formatMoney(order.total, { locale: store.locale })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <OrderRows store={store} orders={orders} className="md:hidden" />
    </>
  );
}

/** The compact form, also used where there is little room. */
export function OrderRows({ store, orders, className }: OrderTableProps & { className?: string }) {
  return (
    <ul className={className}>
      {orders.map((order) => (
        <li key={order.id} className="relative border-b px-4 py-3 last:border-b-0 hover:bg-sidebar">
          <div className="flex items-baseline justify-between gap-3">
            <Link href={paths.order(store.id, order.id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
              <span className="tabular-nums">#{order.number}</span>
              <span className="ml-2 font-normal">{order.customer_name || order.customer_email || t.guest}</span>
            </Link>
            <span className="shrink-0 font-medium tabular-nums">{formatMoney(order.total, { locale: store.locale })}</span>
          </div>
          <div className="mt-1 flex items-center justify-between gap-3 text-[13px] text-muted-foreground">
            <span className="truncate tabular-nums">
              {placedAt(order, store)} · {t.items(order.item_count)}
            </span>
            <span className="flex shrink-0 gap-1">
              {order.payment_status === "paid" ? null : <PaymentStatusBadge status={order.payment_status} />}
              <OrderStatusBadge status={order.status} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function placedAt(order: OrderSummary, store: Store): string {
  return formatDateTime(order.placed_at, { locale: store.locale, timeZone: store.timezone });
}

export function OrderTableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div>
      <p role="status" className="sr-only">
        {t.list.loading}
      </p>
      <div className="hidden h-9 border-b bg-sidebar md:block" />
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-6 border-b px-4 py-3 last:border-b-0">
          <Skeleton className="h-4 w-12" />
          <Skeleton className="hidden h-4 w-36 md:block" />
          <Skeleton className="h-4 w-32 flex-1 md:flex-none" />
          <Skeleton className="hidden h-5 w-14 rounded-full md:block" />
          <Skeleton className="ml-auto h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
