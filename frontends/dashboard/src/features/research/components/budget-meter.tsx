"use client";

import type { Store } from "@tradewind/api-client";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatCount, formatMoney } from "@tradewind/ui/lib/money";
import { Progress } from "@tradewind/ui/progress";
import { PlansLink } from "@/features/billing/components/upgrade-prompt";
import { upgrade } from "@/lib/messages/upgrade";
import { research as t } from "@/lib/messages/research";
import { useAiBudget } from "../api/research";

/** One credit is one cent, in micro dollars. */
const CREDIT = 10_000;

/** Micro dollars as dollars; small sums keep their meaning with cents. */
const dollars = (micros: number, locale: string): string =>
  formatMoney({ amount: Math.ceil(micros / CREDIT), currency: "USD" }, { locale });

/** The same as credits of a plan. */
const credits = (micros: number, locale: string): string => formatCount(Math.ceil(micros / CREDIT), locale);

/** What is used of this month's AI budget: the store's own, or with plans the credits that all stores share. */
export function BudgetMeter({ store }: { store: Store }) {
  const budget = useAiBudget(store.id);
  if (!budget.data) return null;
  const { enabled, cap_micros: cap, used_micros: used, reserved_micros: reserved, resets_at: resets } = budget.data;
  if (!enabled) return <p className="text-[13px] text-muted-foreground">{t.budget.off}</p>;
  const shown = budget.data.shared ? credits : dollars;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[13px] text-muted-foreground">
      <span>{budget.data.shared ? t.budget.credits : t.budget.title}</span>
      <Progress value={cap > 0 ? ((used + reserved) / cap) * 100 : 100} label={t.budget.label} className="w-32" />
      <span className="tabular-nums">{t.budget.of(shown(used, store.locale), shown(cap, store.locale))}</span>
      {budget.data.shared ? <span className="tabular-nums">{t.budget.ofStore(credits(budget.data.store_used_micros, store.locale))}</span> : null}
      {budget.data.shared && budget.data.left_micros < CREDIT ? <PlansLink label={upgrade.credits} /> : null}
      <span>{t.budget.resets(formatDate(resets, { locale: store.locale, timeZone: "UTC" }))}</span>
    </div>
  );
}
