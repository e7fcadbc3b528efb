"use client";

import type { Store } from "@tradewind/api-client";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Progress } from "@tradewind/ui/progress";
import { research as t } from "@/lib/messages/research";
import { useAiBudget } from "../api/research";

/** Micro dollars as dollars; small sums keep their meaning with cents. */
const dollars = (micros: number, locale: string): string =>
  formatMoney({ amount: Math.ceil(micros / 10_000), currency: "USD" }, { locale });

/** What the store's AI budget of this month has been spent on so far. */
export function BudgetMeter({ store }: { store: Store }) {
  const budget = useAiBudget(store.id);
  if (!budget.data) return null;
  const { enabled, cap_micros: cap, used_micros: used, reserved_micros: reserved, resets_at: resets } = budget.data;
  if (!enabled) return <p className="text-[13px] text-muted-foreground">{t.budget.off}</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[13px] text-muted-foreground">
      <span>{t.budget.title}</span>
      <Progress value={cap > 0 ? ((used + reserved) / cap) * 100 : 100} label={t.budget.label} className="w-32" />
      <span className="tabular-nums">{t.budget.of(dollars(used, store.locale), dollars(cap, store.locale))}</span>
      <span>{t.budget.resets(formatDate(resets, { locale: store.locale, timeZone: "UTC" }))}</span>
    </div>
  );
}
