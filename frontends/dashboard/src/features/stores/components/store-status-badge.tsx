import type { Store, StoreStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { messages } from "@/lib/messages";

const tones: Record<StoreStatus, BadgeTone> = { active: "success", paused: "warning", deleted: "neutral" };

/** A store that its plan holds is read-only, whatever its own status. */
export function StoreStatusBadge({ status, held = null }: { status: StoreStatus; held?: Store["held"] }) {
  if (held) return <Badge tone="warning">{messages.stores.status.held}</Badge>;
  return <Badge tone={tones[status]}>{messages.stores.status[status]}</Badge>;
}
