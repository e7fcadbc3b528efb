"use client";

import type { ProductImport } from "@tradewind/api-client";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatCount } from "@tradewind/ui/lib/money";
import { useStore } from "@/features/stores/store-context";
import { transfers } from "@/lib/messages/transfers";

const t = transfers;
type Count = keyof ProductImport["counts"];

const CHECK: Count[] = ["products", "variants", "create", "update", "unchanged", "skip", "invalid"];
const RUN: Count[] = ["products", "created", "updated", "unchanged", "skipped", "failed", "invalid"];
/** Shown at zero as well. */
const ALWAYS = new Set<Count>(["products", "create", "created"]);

/** The figures of the check, or of the run once it has begun. */
export function ImportCounts({ shown }: { shown: ProductImport }) {
  const { locale } = useStore();
  const begun = shown.counts.created + shown.counts.updated + shown.counts.skipped + shown.counts.failed > 0;
  const names = shown.status === "done" || shown.status === "running" || begun ? RUN : CHECK;
  const figures = names.filter((name) => ALWAYS.has(name) || shown.counts[name] > 0);
  return (
    <Card aria-label={t.detail.summary}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-border sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
        {figures.map((name) => (
          <div key={name} className="bg-card px-4 py-3 last:odd:max-sm:col-span-2">
            <dt className="text-[13px] text-muted-foreground">{t.counts[name]}</dt>
            <dd
              className={cn(
                "mt-0.5 text-xl font-semibold tabular-nums",
                (name === "invalid" || name === "failed") && "text-danger-text",
              )}
            >
              {formatCount(shown.counts[name], locale)}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
