"use client";

import { ExternalLink } from "lucide-react";
import type { Dispute, Order } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useStripeDashboard } from "@/features/selling/api/payments";
import { useIsOwner, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";

const t = messages.orders.dispute;

export function DisputeCards({ order }: { order: Order }) {
  return order.disputes.map((dispute) => (
    <DisputeCard key={dispute.id} dispute={dispute} connected={order.payment.account_id !== null} />
  ));
}

function DisputeCard({ dispute, connected }: { dispute: Dispute; connected: boolean }) {
  const { id, locale, timezone } = useStore();
  const isOwner = useIsOwner();
  const dashboard = useStripeDashboard(id);
  const amount = formatMoney(dispute.amount, { locale });
  const lost = dispute.status === "lost";
  const outcome = lost ? t.lost(amount) : dispute.status === "won" ? t.won : t.closed;
  return (
    <Alert
      tone={dispute.is_over ? (lost ? "warning" : "success") : "danger"}
      title={dispute.is_over ? t.over : t.title}
      action={
        isOwner && !dispute.is_over && connected ? (
          <Button size="sm" variant="outline" pending={dashboard.isPending} onClick={dashboard.open}>
            {t.open}
            <ExternalLink aria-hidden />
          </Button>
        ) : null
      }
    >
      {dispute.is_over ? <p>{outcome}</p> : <p>{t.text(amount)}</p>}
      <p>{t.reason(dispute.reason.replaceAll("_", " "))}</p>
      {dispute.is_over ? null : <p>{t.held}</p>}
      {!dispute.is_over && dispute.due_by ? (
        <p className="font-medium">{t.due(formatDateTime(dispute.due_by, { locale, timeZone: timezone }))}</p>
      ) : null}
    </Alert>
  );
}
