"use client";

import { useState } from "react";
import Link from "next/link";
import { CreditCard } from "lucide-react";
import { type Plan, isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { EmptyState } from "@tradewind/ui/state";
import { Loaded } from "@/components/loaded";
import { PageHeader } from "@/components/page-header";
import { ProblemAlert } from "@/components/problem-alert";
import { billing } from "@/lib/messages/billing";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { usePlans, useRefreshSubscription, useSubscribe, useSubscription } from "../api/billing";
import { ChangePlanDialog } from "./change-plan-dialog";
import { PlanCards } from "./plan-cards";
import { PlanTable } from "./plan-table";

const t = billing.pricing;

export function PricingPage() {
  const subscription = useSubscription();
  const plans = usePlans();
  const manage = (
    <Button asChild variant="outline">
      <Link href={paths.billing}>{t.manage}</Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} description={t.description} actions={subscription.data?.billing === "on" ? manage : null} />
      <Loaded query={plans} failed={t.failed}>
        {({ items, included }) => (items.length > 0 ? <Offers plans={items} included={included} /> : <NoPlans />)}
      </Loaded>
    </>
  );
}

function Offers({ plans, included }: { plans: Plan[]; included: string[] }) {
  const subscription = useSubscription();
  const subscribe = useSubscribe();
  const refresh = useRefreshSubscription();
  const keyFor = useIdempotencyKey();
  const [chosen, setChosen] = useState<Plan | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const start = (plan: Plan) => {
    setWanted(plan.code);
    subscribe.mutate(
      { plan: plan.code as "starter" | "growth" | "pro", key: keyFor([plan.code, Date.now()]) },
      {
        onError: (error) => {
          setWanted(null);
          // Subscribed in another window: show how it stands there.
          if (isProblem(error, "already_subscribed")) refresh.mutate();
        },
      },
    );
  };
  return (
    <Loaded query={subscription} failed={t.failed}>
      {(data) => (
        <div className="grid gap-6">
          <ProblemAlert problem={subscribe.isError ? describeProblem(subscribe.error) : null} />
          <PlanCards
            plans={plans.filter((plan) => plan.code !== "free")}
            subscription={data}
            pendingPlan={wanted}
            onSubscribe={start}
            onChange={setChosen}
          />
          <PlanTable plans={plans} included={included} />
          {chosen ? <ChangePlanDialog plan={chosen} subscription={data} onClose={() => setChosen(null)} /> : null}
        </div>
      )}
    </Loaded>
  );
}

export function NoPlans() {
  return (
    <Card>
      <EmptyState
        icon={CreditCard}
        title={t.off.title}
        description={t.off.description}
        action={
          <Button asChild variant="outline">
            <Link href={paths.stores}>{t.off.action}</Link>
          </Button>
        }
      />
    </Card>
  );
}
