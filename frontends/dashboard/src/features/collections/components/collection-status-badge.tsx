import type { CollectionStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { collections } from "@/lib/messages/collections";

const tones: Record<CollectionStatus, BadgeTone> = { active: "success", draft: "info", archived: "neutral" };

export function CollectionStatusBadge({ status }: { status: CollectionStatus }) {
  return <Badge tone={tones[status]}>{collections.status[status]}</Badge>;
}
