"use client";

import type { Subscription } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatCount } from "@tradewind/ui/lib/money";
import { Progress } from "@tradewind/ui/progress";
import { billing } from "@/lib/messages/billing";
import { shareOf } from "../lib/standing";

const t = billing.page;

/** What is used of each limit. */
export function UsageCard({ subscription: { limits, usage } }: { subscription: Subscription }) {
  if (!limits || !usage) return null;
  const resets = formatDate(usage.ai_resets_at, { timeZone: "UTC" });
  return (
    <Card aria-labelledby="plan-usage">
      <CardHeader title={t.usage} titleId="plan-usage" description={t.usageText(resets)} />
      <CardContent className="grid gap-4">
        <Bar label={t.stores} used={usage.stores.length} limit={limits.stores} />
        <Bar label={t.credits} used={usage.ai_credits} limit={limits.ai_credits} />
        {usage.stores.map((store) => (
          <Bar key={store.id} label={t.products(store.name)} used={store.products} limit={limits.products} held={store.held !== null} />
        ))}
        {usage.stores.length === 0 ? <p className="text-[13px] text-muted-foreground">{t.noStores}</p> : null}
      </CardContent>
    </Card>
  );
}

interface BarProps {
  label: string;
  used: number;
  limit: number;
  held?: boolean;
}

function Bar({ label, used, limit, held = false }: BarProps) {
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-4 text-sm">
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 truncate">{label}</span>
          {held ? <Badge tone="warning">{t.held}</Badge> : null}
        </span>
        <span className="shrink-0 text-muted-foreground tabular-nums">{t.of(formatCount(used), formatCount(limit))}</span>
      </div>
      <Progress value={shareOf(used, limit)} label={label} tone={used > limit ? "danger" : "primary"} />
    </div>
  );
}
