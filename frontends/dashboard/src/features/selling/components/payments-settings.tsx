"use client";

import { useEffect, useRef, useState } from "react";
import { usePathname } from "next/navigation";
import { ExternalLink } from "lucide-react";
import { toast } from "sonner";
import type { Payments } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { Select } from "@tradewind/ui/select";
import { Loaded } from "@/components/loaded";
import { ProblemAlert } from "@/components/problem-alert";
import { useCanFinish, useIsOwner, useStore } from "@/features/stores/store-context";
import { countryName, countryOfLocale, countryOptions } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useTitle } from "@/lib/use-title";
import { useOnboarding, usePayments, useRefreshPayments, useStripeDashboard } from "../api/payments";
import { type PaymentsState, requirementText, stateOf } from "../lib/payments";

const t = messages.settings.payments;
/** Marks the address Stripe leads back to, so that the page asks how it went. */
const RETURNED = "stripe";

const tones: Record<PaymentsState, BadgeTone> = {
  single: "success",
  test: "info",
  none: "warning",
  unfinished: "warning",
  review: "info",
  restricted: "danger",
  payouts: "warning",
  ready: "success",
};

export function PaymentsSettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  const payments = usePayments(store.id);
  const refresh = useRefreshPayments(store.id);
  const canRefresh = useCanFinish();
  useReturnFromStripe(() => (canRefresh ? refresh.mutate() : undefined));
  return (
    <Loaded query={payments} failed={t.failed}>
      {(data) => (
        <div className="grid gap-4">
          <ProblemAlert problem={refresh.isError ? describeProblem(refresh.error) : null} />
          <StatusCard
            payments={data}
            refreshing={refresh.isPending}
            onRefresh={() => refresh.mutate(undefined, { onSuccess: () => toast.success(t.refreshed) })}
          />
          {data.account_id ? <AccountCard payments={data} /> : null}
        </div>
      )}
    </Loaded>
  );
}

/** Runs once when the address says that Stripe's pages were left, and tidies the address. */
function useReturnFromStripe(onReturn: () => void): void {
  const handled = useRef(false);
  useEffect(() => {
    const url = new URL(window.location.href);
    if (handled.current || !url.searchParams.has(RETURNED)) return;
    handled.current = true;
    url.searchParams.delete(RETURNED);
    window.history.replaceState(window.history.state, "", url);
    onReturn();
    // Only the address the page was opened with counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

interface StatusCardProps {
  payments: Payments;
  refreshing: boolean;
  onRefresh: () => void;
}

/** Only the owner connects the account and opens its dashboard at Stripe. */
function StatusCard({ payments, refreshing, onRefresh }: StatusCardProps) {
  const isOwner = useIsOwner();
  const canRefresh = useCanFinish();
  const state = stateOf(payments);
  const open = state === "unfinished" || state === "restricted" || state === "payouts";
  const unconnected = state === "none" || state === "test";
  return (
    <Card aria-labelledby="payments-state">
      <CardHeader
        title={t.states[state].title}
        titleId="payments-state"
        description={t.states[state].text}
        actions={<Badge tone={tones[state]}>{t.badge[state]}</Badge>}
      />
      <CardContent className="grid gap-4">
        {open && payments.requirements_due.length > 0 ? (
          <div>
            <h3 className="text-[13px] font-medium">{t.due}</h3>
            <ul className="mt-1 list-disc pl-5 text-[13px] text-muted-foreground">
              {payments.requirements_due.map((requirement) => (
                <li key={requirement}>{requirementText(requirement)}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {open && payments.disabled_reason ? (
          <p className="text-[13px] text-muted-foreground">{t.reason(requirementText(payments.disabled_reason))}</p>
        ) : null}
        {isOwner && unconnected ? <Connect /> : null}
        {!isOwner && (unconnected || open) ? <p className="text-[13px] text-muted-foreground">{t.ownerOnly}</p> : null}
        {payments.account_id && canRefresh ? (
          <div className="flex flex-wrap gap-2">
            {isOwner && open ? <Continue payments={payments} label={state === "unfinished" ? t.finish : t.fix} /> : null}
            <Button variant="outline" pending={refreshing} onClick={onRefresh}>
              {t.refresh}
            </Button>
            {isOwner ? <DashboardButton /> : null}
          </div>
        ) : null}
        <p role="status" className="sr-only">
          {refreshing ? t.checking : ""}
        </p>
      </CardContent>
    </Card>
  );
}

function Connect() {
  const store = useStore();
  const onboarding = useOnboarding(store.id);
  const returnPath = `${usePathname()}?${RETURNED}=returned`;
  const [country, setCountry] = useState(() => countryOfLocale(store.locale) ?? "US");
  return (
    <div className="grid gap-3">
      <ProblemAlert problem={onboarding.isError ? describeProblem(onboarding.error) : null} />
      <Field label={t.country} hint={t.countryHint} className="max-w-xs">
        <Select value={country} onChange={(event) => setCountry(event.target.value)}>
          {countryOptions().map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div>
        <Button pending={onboarding.isPending || onboarding.isSuccess} onClick={() => onboarding.mutate({ country, returnPath })}>
          {t.connect}
          <ExternalLink aria-hidden />
        </Button>
      </div>
    </div>
  );
}

function Continue({ payments, label }: { payments: Payments; label: string }) {
  const store = useStore();
  const onboarding = useOnboarding(store.id);
  const returnPath = `${usePathname()}?${RETURNED}=returned`;
  return (
    <>
      {onboarding.isError ? (
        <div className="w-full">
          <ProblemAlert problem={describeProblem(onboarding.error)} />
        </div>
      ) : null}
      <Button
        pending={onboarding.isPending || onboarding.isSuccess}
        onClick={() => onboarding.mutate({ country: payments.country ?? "US", returnPath })}
      >
        {label}
        <ExternalLink aria-hidden />
      </Button>
    </>
  );
}

function DashboardButton() {
  const store = useStore();
  const dashboard = useStripeDashboard(store.id);
  return (
    <Button variant="outline" pending={dashboard.isPending} onClick={dashboard.open}>
      {t.dashboard}
      <ExternalLink aria-hidden />
    </Button>
  );
}

function AccountCard({ payments }: { payments: Payments }) {
  const { locale, timezone } = useStore();
  const enabled = (value: boolean) => <Badge tone={value ? "success" : "neutral"}>{value ? t.enabled : t.disabled}</Badge>;
  const rows = [
    { label: t.account, value: <code className="font-mono text-xs break-all">{payments.account_id}</code> },
    { label: t.accountCountry, value: payments.country ? countryName(payments.country) : messages.common.none },
    { label: t.charges, value: enabled(payments.charges_enabled) },
    { label: t.payouts, value: enabled(payments.payouts_enabled) },
  ];
  return (
    <Card aria-labelledby="payments-account">
      <CardHeader
        title={t.details}
        titleId="payments-account"
        description={
          payments.updated_at ? t.checkedAt(formatDateTime(payments.updated_at, { locale, timeZone: timezone })) : undefined
        }
      />
      <CardContent>
        <dl className="grid gap-2">
          {rows.map(({ label, value }) => (
            <div key={label} className="flex items-center justify-between gap-4">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className="min-w-0 text-right">{value}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}
