"use client";

import type { Order } from "@tradewind/api-client";
import { Card, CardHeader } from "@tradewind/ui/card";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";

/** What happened to the order, the latest first. */
export function TimelineCard({ order }: { order: Order }) {
  const { locale, timezone } = useStore();
  if (order.timeline.length === 0) return null;
  const entries = [...order.timeline].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Card aria-labelledby="order-timeline">
      <CardHeader title={messages.orders.detail.timelineTitle} titleId="order-timeline" />
      <ol className="p-4">
        {entries.map((entry, index) => (
          <li key={`${entry.at}:${entry.kind}:${index}`} className="relative flex gap-3 pb-4 last:pb-0">
            {index < entries.length - 1 ? <span aria-hidden className="absolute top-3.5 bottom-[-6px] left-[3.5px] w-px bg-border" /> : null}
            <span aria-hidden className={`mt-1.5 size-2 shrink-0 rounded-full ${index === 0 ? "bg-primary" : "bg-input"}`} />
            <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:justify-between sm:gap-4">
              <p className="break-words">{entry.detail || entry.kind.replaceAll("_", " ")}</p>
              <time dateTime={entry.at} className="shrink-0 text-[13px] text-muted-foreground tabular-nums">
                {formatDateTime(entry.at, { locale, timeZone: timezone })}
              </time>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
