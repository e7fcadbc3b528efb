"use client";

import { Ban, Download, Ellipsis, Pause, Play, Truck, Undo2 } from "lucide-react";
import type { Order } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@tradewind/ui/dropdown-menu";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { PageHeader } from "@/components/page-header";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useDownload } from "../lib/use-download";
import { useOrderActions } from "../lib/use-order-actions";
import { useRelease } from "../lib/use-release";
import { OrderStatusBadge, PaymentStatusBadge } from "./order-status-badge";

const t = messages.orders;

export type OrderDialog = "fulfill" | "refund" | "cancel" | "hold" | "costs";

interface OrderHeaderProps {
  order: Order;
  onDialog: (dialog: OrderDialog) => void;
}

/** The order's name and states, the one thing to do next, and everything else in a menu. */
export function OrderHeader({ order, onDialog }: OrderHeaderProps) {
  const store = useStore();
  const actions = useOrderActions(order);
  const release = useRelease(store.id, order);
  return (
    <PageHeader
      back={{ href: paths.orders(store.id), label: t.detail.back }}
      title={t.detail.title(order.number)}
      badge={
        <>
          <OrderStatusBadge status={order.status} />
          <PaymentStatusBadge status={order.payment_status} />
          {order.payment.livemode ? null : (
            <Badge tone="info" title={t.detail.testHint}>
              {t.detail.test}
            </Badge>
          )}
        </>
      }
      description={t.detail.placed(formatDateTime(order.placed_at, { locale: store.locale, timeZone: store.timezone }))}
      actions={
        <>
          {actions.fulfill ? (
            <Button onClick={() => onDialog("fulfill")}>
              <Truck aria-hidden />
              {t.actions.fulfill}
            </Button>
          ) : null}
          {actions.release ? (
            <Button pending={release.isPending} onClick={release.run}>
              {release.isPending ? null : <Play aria-hidden />}
              {t.actions.release}
            </Button>
          ) : null}
          <OrderMenu order={order} onDialog={onDialog} />
        </>
      }
    />
  );
}

function OrderMenu({ order, onDialog }: OrderHeaderProps) {
  const store = useStore();
  const download = useDownload(store.id, order);
  const { refund, hold, cancel } = useOrderActions(order);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon" aria-label={t.detail.moreActions} title={t.detail.moreActions}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {refund ? (
          <DropdownMenuItem onSelect={() => onDialog("refund")}>
            <Undo2 aria-hidden />
            {t.actions.refund}
          </DropdownMenuItem>
        ) : null}
        {hold ? (
          <DropdownMenuItem onSelect={() => onDialog("hold")}>
            <Pause aria-hidden />
            {t.actions.hold}
          </DropdownMenuItem>
        ) : null}
        {refund || hold ? <DropdownMenuSeparator /> : null}
        <DropdownMenuItem onSelect={() => void download("invoice")}>
          <Download aria-hidden />
          {t.actions.invoice}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void download("packing-slip")}>
          <Download aria-hidden />
          {t.actions.packingSlip}
        </DropdownMenuItem>
        {cancel ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onDialog("cancel")}>
              <Ban aria-hidden />
              {t.actions.cancel}
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
