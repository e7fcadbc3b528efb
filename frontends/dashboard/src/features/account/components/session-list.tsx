"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { Session } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { formatDate, formatRelative } from "@tradewind/ui/lib/dates";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Loaded } from "@/components/loaded";
import { security } from "@/lib/messages/security";
import { reportProblem } from "@/lib/report-problem";
import { useEndOtherSessions, useEndSession, useSessions } from "../api/security";
import { deviceOf } from "../lib/device";

const t = security.sessions;

/** Where the account is signed in; each can be signed out, and all but this one at once. */
export function SessionList() {
  const sessions = useSessions();
  const [asking, setAsking] = useState(false);
  return (
    <section aria-labelledby="sessions">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="sessions" className="text-sm font-semibold">
          {t.title}
        </h2>
        {sessions.data && sessions.data.length > 1 ? (
          <Button variant="outline" size="sm" onClick={() => setAsking(true)}>
            {t.endOthers}
          </Button>
        ) : null}
      </div>
      <Loaded query={sessions} failed={t.failed}>
        {(items) => (
          <Card className="overflow-hidden">
            <ul aria-label={t.label} className="divide-y">
              {items.map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
      {asking ? <OthersDialog onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const end = useEndSession();
  const device = deviceOf(session.user_agent) ?? t.unknown;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {device}
          {session.is_current ? <Badge tone="success">{t.current}</Badge> : null}
        </p>
        <p className="text-[13px] text-muted-foreground">
          {[session.network, t.since(formatDate(session.created_at)), t.used(formatRelative(session.last_used_at))].filter(Boolean).join(" · ")}
        </p>
      </div>
      {session.is_current ? null : (
        <Button
          variant="ghost"
          size="sm"
          aria-label={t.endLabel(device)}
          pending={end.isPending}
          onClick={() =>
            end.mutate(session.id, {
              onSuccess: () => toast.success(t.ended(device)),
              onError: (error) => reportProblem(error),
            })
          }
        >
          {t.end}
        </Button>
      )}
    </li>
  );
}

function OthersDialog({ onClose }: { onClose: () => void }) {
  const end = useEndOtherSessions();
  return (
    <ConfirmDialog
      title={t.othersTitle}
      text={t.othersText}
      confirm={t.endOthers}
      keep={t.keep}
      call={end}
      onConfirm={() =>
        end.mutate(undefined, {
          onSuccess: () => {
            toast.success(t.othersEnded);
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}
