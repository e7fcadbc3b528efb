import type { StoreStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { messages } from "@/lib/messages";

const tones: Record<StoreStatus, BadgeTone> = { active: "success", paused: "warning", deleted: "neutral" };

export function StoreStatusBadge({ status }: { status: StoreStatus }) {
  return <Badge tone={tones[status]}>{messages.stores.status[status]}</Badge>;
}
