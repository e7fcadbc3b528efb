import type { ProductStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { messages } from "@/lib/messages";

const tones: Record<ProductStatus, BadgeTone> = { active: "success", draft: "info", archived: "neutral" };

export function ProductStatusBadge({ status }: { status: ProductStatus }) {
  return <Badge tone={tones[status]}>{messages.products.status[status]}</Badge>;
}
