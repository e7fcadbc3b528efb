"use client";

import { useState } from "react";
import Link from "next/link";
import { ExternalLink } from "lucide-react";
import type { Plan, Subscription } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { ProblemAlert } from "@/components/problem-alert";
import { billing } from "@/lib/messages/billing";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { usePlans, usePortal } from "../api/billing";
import { PAYING, RUNNING } from "../lib/standing";
import { ChangePlanDialog } from "./change-plan-dialog";

const t = billing.page;

const tones: Record<NonNullable<Subscription["status"]>, BadgeTone> = {
  trialing: "info",
  active: "success",
  past_due: "warning",
  unpaid: "danger",
  paused: "danger",
  incomplete: "warning",
  incomplete_expired: "neutral",
  canceled: "neutral",
};

/** The plan, how it stands, what is charged next, and what can be done about it. */
export function PlanStatusCard({ subscription, checking }: { subscription: Subscription; checking: boolean }) {
  const { data: plans } = usePlans();
  const [chosen, setChosen] = useState<Plan | null>(null);
  const { status } = subscription;
  const find = (code: string | null | undefined) => plans?.items.find((plan) => plan.code === code) ?? null;
  const subscribed = RUNNING.has(status) || status === "paused" ? find(subscription.subscribed_plan) : null;
  const shown = subscribed ?? subscription.plan;
  return (
    <Card aria-labelledby="plan-state">
      <CardHeader
        title={`${t.plan}: ${shown?.name ?? ""}`}
        titleId="plan-state"
        description={sentenceOf(subscription, subscribed)}
        actions={status ? <Badge tone={tones[status]}>{t.status[status]}</Badge> : <Badge tone="neutral">{t.none}</Badge>}
      />
      <CardContent>
        <div className="flex flex-wrap gap-2" aria-busy={checking}>
          <Actions subscription={subscription} onKeep={() => setChosen(subscribed)} onCancel={() => setChosen(find("free"))} />
        </div>
      </CardContent>
      {chosen ? <ChangePlanDialog plan={chosen} subscription={subscription} onClose={() => setChosen(null)} /> : null}
    </Card>
  );
}

function Actions({ subscription, onKeep, onCancel }: { subscription: Subscription; onKeep: () => void; onCancel: () => void }) {
  const portal = usePortal();
  const { status, cancel_at: ending } = subscription;
  const due = status === "past_due" || status === "unpaid";
  return (
    <>
      {portal.isError ? (
        <div className="w-full">
          <ProblemAlert problem={describeProblem(portal.error)} />
        </div>
      ) : null}
      {!due && !ending ? (
        <Button asChild>
          <Link href={paths.pricing}>{PAYING.has(status) ? t.change : t.choose}</Link>
        </Button>
      ) : null}
      {ending ? <Button onClick={onKeep}>{t.keep}</Button> : null}
      {subscription.is_managed ? (
        <Button variant={due ? "primary" : "outline"} pending={portal.isPending || portal.isSuccess} onClick={() => portal.mutate()}>
          {due ? t.updateCard : t.manage}
          <ExternalLink aria-hidden />
        </Button>
      ) : null}
      {(RUNNING.has(status) || status === "paused") && !ending ? (
        <Button variant="danger-outline" onClick={onCancel}>
          {t.cancel}
        </Button>
      ) : null}
    </>
  );
}

function sentenceOf(subscription: Subscription, plan: Plan | null): string {
  const { status, trial_end: trialEnd, cancel_at: ending, current_period_end: next, grace_until: grace } = subscription;
  const price = plan ? formatMoney(plan.monthly_price, { short: true }) : "";
  if (ending && plan) return t.ends(plan.name, formatDate(ending));
  switch (status) {
    case "trialing":
      if (!trialEnd) return "";
      return subscription.has_card ? t.trialEnds(formatDate(trialEnd), price) : t.trialEndsNoCard(formatDate(trialEnd));
    case "active":
      return next ? t.renews(formatDate(next), price) : "";
    case "past_due":
      return grace && !subscription.hold ? t.grace(formatDate(grace)) : t.unpaid;
    case "unpaid":
      return t.unpaid;
    case "paused":
      return t.paused;
    case "incomplete":
      return t.incomplete;
    default:
      return t.free;
  }
}
