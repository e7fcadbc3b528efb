import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { messages } from "@/lib/messages";

const tones: Record<string, BadgeTone> = {
  paid: "success",
  shipped: "info",
  delivered: "success",
  pending: "neutral",
  on_hold: "warning",
  disputed: "danger",
  refunded: "neutral",
  partially_refunded: "neutral",
  cancelled: "neutral",
  expired: "neutral",
};

export function OrderStatusBadge({ status }: { status: string }) {
  return <Badge tone={tones[status] ?? "neutral"}>{messages.orders.status[status] ?? status.replaceAll("_", " ")}</Badge>;
}
