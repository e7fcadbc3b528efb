"use client";

import { Card } from "@tradewind/ui/card";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { Loaded } from "@/components/loaded";
import { security } from "@/lib/messages/security";
import { useSecurityEvents } from "../api/security";
import { deviceOf } from "../lib/device";

const t = security.events;

/** What happened to the account, latest first. */
export function EventList() {
  const events = useSecurityEvents();
  return (
    <section aria-labelledby="events">
      <h2 id="events" className="mb-2 text-sm font-semibold">
        {t.title}
      </h2>
      <Loaded query={events} failed={t.failed}>
        {(items) => (
          <Card className="overflow-hidden">
            {items.length === 0 ? <p className="px-4 py-3 text-sm text-muted-foreground">{t.none}</p> : null}
            <ul aria-label={t.label} className="divide-y">
              {items.map((event) => (
                <li key={event.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5">
                  <div className="min-w-0 flex-1 basis-56">
                    <p className="text-sm">{t.kinds[event.kind] ?? event.kind}</p>
                    <p className="text-[13px] break-words text-muted-foreground">
                      {[deviceOf(event.user_agent), event.network].filter(Boolean).join(" · ")}
                    </p>
                  </div>
                  <time dateTime={event.at} className="text-[13px] whitespace-nowrap text-muted-foreground tabular-nums">
                    {formatDateTime(event.at)}
                  </time>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
    </section>
  );
}
