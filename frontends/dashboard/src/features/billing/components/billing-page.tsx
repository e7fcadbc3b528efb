"use client";

import { useEffect, useRef, useState } from "react";
import Link from "next/link";
import { toast } from "sonner";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Loaded } from "@/components/loaded";
import { PageHeader } from "@/components/page-header";
import { ProblemAlert } from "@/components/problem-alert";
import { billing } from "@/lib/messages/billing";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { RETURNED, type ReturnedFrom, useRefreshSubscription, useSubscription } from "../api/billing";
import { KeptStoresCard } from "./kept-stores-card";
import { PlanStatusCard } from "./plan-status-card";
import { NoPlans } from "./pricing-page";
import { PlansLink } from "./upgrade-prompt";
import { UsageCard } from "./usage-card";

const t = billing.page;

export function BillingPage() {
  const subscription = useSubscription();
  const refresh = useRefreshSubscription();
  const [refused, setRefused] = useState(false);
  useReturnFromStripe((from) =>
    refresh.mutate(undefined, {
      onSuccess: ({ status }) => {
        // Subscribed, and ended at once: a trial that this card has had with another account.
        if (from === "checkout" && status === "canceled") setRefused(true);
        else toast.success(t.refreshed);
      },
    }),
  );
  const compare = (
    <Button asChild variant="outline">
      <Link href={paths.pricing}>{t.compare}</Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} description={t.description} actions={subscription.data?.billing === "on" ? compare : null} />
      <p role="status" className="sr-only">
        {refresh.isPending ? t.checking : ""}
      </p>
      <Loaded query={subscription} failed={t.failed}>
        {(data) =>
          data.billing === "off" ? (
            <NoPlans />
          ) : (
            <div className="grid gap-4">
              {refused ? (
                <Alert live tone="danger" title={t.trialRefused} action={<PlansLink />}>
                  <p>{t.trialRefusedText}</p>
                </Alert>
              ) : null}
              <ProblemAlert problem={refresh.isError ? describeProblem(refresh.error) : null} />
              <PlanStatusCard subscription={data} checking={refresh.isPending} />
              <KeptStoresCard subscription={data} />
              <UsageCard subscription={data} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** Runs once when the address says that Stripe's pages were left, and tidies the address. */
function useReturnFromStripe(onReturn: (from: ReturnedFrom) => void): void {
  const handled = useRef(false);
  useEffect(() => {
    const url = new URL(window.location.href);
    const from = url.searchParams.get(RETURNED);
    if (handled.current || !from) return;
    handled.current = true;
    url.searchParams.delete(RETURNED);
    window.history.replaceState(window.history.state, "", url);
    onReturn(from === "checkout" ? from : "portal");
    // Only the address the page was opened with counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
