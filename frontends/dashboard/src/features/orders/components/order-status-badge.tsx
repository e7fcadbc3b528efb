import type { OrderStatus, PaymentStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { messages } from "@/lib/messages";

const statusTones: Record<OrderStatus, BadgeTone> = {
  pending: "neutral",
  paid: "accent",
  on_hold: "warning",
  partially_fulfilled: "accent",
  fulfilled: "info",
  shipped: "info",
  delivered: "success",
  cancelled: "neutral",
  refunded: "neutral",
};

const paymentTones: Record<PaymentStatus, BadgeTone> = {
  pending: "neutral",
  paid: "success",
  partially_refunded: "neutral",
  refunded: "neutral",
  disputed: "danger",
  charged_back: "danger",
  failed: "danger",
};

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  return <Badge tone={statusTones[status]}>{messages.orders.status[status]}</Badge>;
}

export function PaymentStatusBadge({ status }: { status: PaymentStatus }) {
  return <Badge tone={paymentTones[status]}>{messages.orders.paymentStatus[status]}</Badge>;
}
