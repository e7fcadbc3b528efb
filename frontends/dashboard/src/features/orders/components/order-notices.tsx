"use client";

import type { Order } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { useOrderActions } from "../lib/use-order-actions";
import type { OrderDialog } from "./order-header";

const t = messages.orders;

/** What must be known before anything is done with the order: why it is held, or that it is cancelled. */
export function OrderNotices({ order, onDialog }: { order: Order; onDialog: (dialog: OrderDialog) => void }) {
  const { locale, timezone } = useStore();
  const actions = useOrderActions(order);
  if (order.cancelled_at) {
    return (
      <Alert tone="info" className="mb-4" title={t.cancel.banner(formatDateTime(order.cancelled_at, { locale, timeZone: timezone }))}>
        {order.cancel_reason}
      </Alert>
    );
  }
  // A dispute tells of its hold itself.
  if (!order.hold_kind || order.hold_kind === "dispute") return null;
  return (
    <Alert
      tone="warning"
      className="mb-4"
      title={t.hold.banner[order.hold_kind]}
      action={
        order.hold_kind === "impossible" && actions.cancel ? (
          <Button size="sm" variant="outline" onClick={() => onDialog("cancel")}>
            {t.actions.cancel}
          </Button>
        ) : null
      }
    >
      {order.hold_reason ? <p>{order.hold_reason}</p> : null}
      <p className="mt-0.5 text-muted-foreground">{t.hold.hints[order.hold_kind]}</p>
    </Alert>
  );
}
