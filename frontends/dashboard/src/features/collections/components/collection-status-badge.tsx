import type { CollectionStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { messages } from "@/lib/messages";

const tones: Record<CollectionStatus, BadgeTone> = { active: "success", draft: "info", archived: "neutral" };

export function CollectionStatusBadge({ status }: { status: CollectionStatus }) {
  return <Badge tone={tones[status]}>{messages.collections.status[status]}</Badge>;
}
