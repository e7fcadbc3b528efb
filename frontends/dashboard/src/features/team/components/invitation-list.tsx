"use client";

import { toast } from "sonner";
import type { Invitation, InviteMember } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { useStore } from "@/features/stores/store-context";
import { team as words } from "@/lib/messages/team";
import { reportProblem } from "@/lib/report-problem";
import { useInvite, useWithdraw } from "../api/team";

const t = words.invitations;

/** Whom the owner asked and who has not answered. */
export function InvitationList({ invitations, alone }: { invitations: Invitation[]; alone: boolean }) {
  if (invitations.length === 0) return alone ? <p className="text-sm text-muted-foreground">{t.alone}</p> : null;
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="mb-2 text-sm font-semibold">
        {t.label}
      </h2>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      </Card>
    </section>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const store = useStore();
  const invite = useInvite(store.id);
  const withdraw = useWithdraw(store.id);
  const { email } = invitation;
  const send = () =>
    invite.mutate(
      { email, role: invitation.role as InviteMember["role"] },
      { onSuccess: () => toast.success(t.sent(email)), onError: (error) => reportProblem(error) },
    );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate text-sm font-medium">{email}</p>
        <p className="text-[13px] text-muted-foreground">
          {t.expires(formatDate(invitation.expires_at, { locale: store.locale, timeZone: store.timezone }))}
        </p>
      </div>
      <Badge>{words.roles[invitation.role]}</Badge>
      <div className="flex gap-1">
        <Button variant="ghost" size="sm" aria-label={t.againLabel(email)} pending={invite.isPending} onClick={send}>
          {t.again}
        </Button>
        <Button
          variant="ghost"
          size="sm"
          aria-label={t.withdrawLabel(email)}
          pending={withdraw.isPending}
          onClick={() =>
            withdraw.mutate(invitation.id, {
              onSuccess: () => toast.success(t.withdrawn(email), { action: { label: t.undo, onClick: send } }),
              onError: (error) => reportProblem(error),
            })
          }
        >
          {t.withdraw}
        </Button>
      </div>
    </li>
  );
}
