"use client";

import { Check } from "lucide-react";
import type { Plan, Subscription } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatCount, formatMoney } from "@tradewind/ui/lib/money";
import { billing } from "@/lib/messages/billing";
import { PAYING, RUNNING } from "../lib/standing";

const t = billing.pricing;

interface PlanCardsProps {
  plans: Plan[];
  subscription: Subscription;
  /** The plan Stripe's page is being asked for. */
  pendingPlan: string | null;
  onSubscribe: (plan: Plan) => void;
  onChange: (plan: Plan) => void;
}

/** The plans to subscribe to, side by side. */
export function PlanCards({ plans, ...shared }: PlanCardsProps) {
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {plans.map((plan) => (
        <li key={plan.code}>
          <PlanCard plan={plan} {...shared} />
        </li>
      ))}
    </ul>
  );
}

function PlanCard({ plan, subscription, ...actions }: Omit<PlanCardsProps, "plans"> & { plan: Plan }) {
  const { limits } = plan;
  const current = RUNNING.has(subscription.status) && subscription.subscribed_plan === plan.code;
  const facts = [
    t.stores(limits.stores, formatCount(limits.stores)),
    t.products(formatCount(limits.products)),
    t.credits(formatCount(limits.ai_credits)),
  ];
  return (
    <Card aria-labelledby={`plan-${plan.code}`} className={cn("flex h-full flex-col p-5", current && "border-primary")}>
      <div className="flex min-h-5 items-center justify-between gap-2">
        <h2 id={`plan-${plan.code}`} className="text-sm font-semibold">
          {plan.name}
        </h2>
        {current ? <Badge tone="accent">{t.current}</Badge> : null}
      </div>
      <p className="mt-3 flex items-baseline gap-1.5">
        <span className="text-2xl font-semibold tracking-tight tabular-nums">{formatMoney(plan.monthly_price, { short: true })}</span>
        <span className="text-[13px] text-muted-foreground">{t.per}</span>
      </p>
      <p className="mt-2 text-sm text-muted-foreground">{plan.summary}</p>
      <ul className="mt-4 mb-5 grid gap-1.5 text-sm">
        {facts.map((fact) => (
          <li key={fact} className="flex items-start gap-2">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-primary-strong" />
            {fact}
          </li>
        ))}
      </ul>
      <div className="mt-auto">
        <PlanAction plan={plan} subscription={subscription} current={current} {...actions} />
      </div>
    </Card>
  );
}

interface PlanActionProps extends Omit<PlanCardsProps, "plans"> {
  plan: Plan;
  current: boolean;
}

function PlanAction({ plan, subscription, current, pendingPlan, onSubscribe, onChange }: PlanActionProps) {
  if (!RUNNING.has(subscription.status)) {
    const days = subscription.trial_days;
    return (
      <>
        <Button
          className="w-full"
          variant={plan.code === "growth" ? "primary" : "outline"}
          pending={pendingPlan === plan.code}
          disabled={pendingPlan !== null}
          onClick={() => onSubscribe(plan)}
        >
          {days > 0 ? t.start(days) : t.subscribe(plan.name)}
          {days > 0 ? <span className="sr-only">{plan.name}</span> : null}
        </Button>
        {days > 0 ? <p className="mt-2 text-center text-[13px] text-muted-foreground">{t.trial(days)}</p> : null}
      </>
    );
  }
  if (!PAYING.has(subscription.status)) {
    return current ? null : <p className="text-center text-[13px] text-muted-foreground">{t.pay}</p>;
  }
  if (current && !subscription.cancel_at) return null;
  return (
    <Button className="w-full" variant="outline" onClick={() => onChange(plan)}>
      {current ? t.resume(plan.name) : t.change(plan.name)}
    </Button>
  );
}
