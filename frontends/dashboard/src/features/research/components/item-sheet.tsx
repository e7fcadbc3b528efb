"use client";

import { ExternalLink } from "lucide-react";
import type { ResearchDetail, ResearchItem, Store } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Sheet, SheetContent } from "@tradewind/ui/sheet";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemState } from "@/components/problem-state";
import { research as t } from "@/lib/messages/research";
import { formatNumber, formatShare } from "@/lib/numbers";
import { type Decision, useItem } from "../api/research";
import { HistoryChart } from "./history-chart";
import { ItemActions } from "./item-row";
import { ScoreParts } from "./score-bars";

interface ItemSheetProps {
  store: Store;
  itemId: string;
  onClose: () => void;
  onDecide: (item: ResearchItem, decision: Decision) => void;
  onImport: (item: ResearchItem) => void;
}

/** Everything that is known of a candidate, and what it rests on. */
export function ItemSheet({ store, itemId, onClose, onDecide, onImport }: ItemSheetProps) {
  const item = useItem(store.id, itemId);
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent title={item.data?.title ?? t.title} hideTitle closeLabel={t.detail.close} className="max-w-xl">
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6">
          {item.data ? (
            <Detail store={store} item={item.data} onDecide={onDecide} onImport={onImport} />
          ) : item.isError ? (
            <ProblemState error={item.error} title={t.detail.failed} onRetry={() => void item.refetch()} retrying={item.isFetching} />
          ) : (
            <div className="grid gap-4" role="status" aria-label={t.list.loading}>
              <Skeleton className="h-20" />
              <Skeleton className="h-40" />
              <Skeleton className="h-40" />
            </div>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Detail({ store, item, onDecide, onImport }: { store: Store; item: ResearchDetail } & Pick<ItemSheetProps, "onDecide" | "onImport">) {
  const { locale } = store;
  return (
    <div className="grid gap-6">
      <header className="flex items-start gap-4">
        {item.image_url ? (
          <img src={item.image_url} alt="" referrerPolicy="no-referrer" className="size-24 shrink-0 rounded-lg border object-cover" />
        ) : null}
        <div className="min-w-0">
          <h2 className="text-base leading-snug font-semibold break-words">{item.title}</h2>
          <p className="mt-1 text-[13px] text-muted-foreground">
            {[item.category, `${t.facts.found} ${formatDate(item.found_at, { locale, timeZone: store.timezone })}`].filter(Boolean).join(" · ")}
          </p>
          <div className="mt-2.5 flex gap-1">
            <ItemActions store={store} item={item} onDecide={(decision) => onDecide(item, decision)} onImport={() => onImport(item)} />
          </div>
        </div>
      </header>
      {item.score.flags.map((flag) => (
        <Alert key={flag.code} tone={flag.severity === "block" ? "danger" : "warning"} title={flag.detail} />
      ))}
      <Facts store={store} item={item} />
      <Part title={t.detail.history}>
        <HistoryChart history={item.history} locale={locale} />
      </Part>
      <Part title={t.detail.parts}>
        <ScoreParts score={item.score} locale={locale} />
      </Part>
      <AnalysisPart item={item} locale={locale} />
      <Part title={t.detail.sources}>
        <ul className="grid gap-1.5 text-[13px]">
          {item.sources.map((source) => (
            <li key={`${source.supplier}-${source.reference}`} className="flex items-center justify-between gap-3">
              <a href={source.url} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1.5 font-medium hover:underline">
                {t.detail.at(t.sources[source.supplier] ?? source.supplier)}
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
              <span className="tabular-nums">{formatMoney(source.cost, { locale })}</span>
            </li>
          ))}
        </ul>
      </Part>
      {item.evidence.length > 0 ? (
        <Part title={t.detail.evidence}>
          <ul className="grid list-disc gap-1 pl-4 text-[13px]">
            {item.evidence.map((entry) => (
              <li key={entry.id}>
                {entry.url ? (
                  <a href={entry.url} target="_blank" rel="noreferrer" className="underline underline-offset-2">
                    {entry.text}
                  </a>
                ) : (
                  entry.text
                )}
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-2.5">
      <h3 className="text-[13px] font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Facts({ store, item }: { store: Store; item: ResearchDetail }) {
  const { locale } = store;
  const f = t.facts;
  const rows: [string, string | null][] = [
    [f.cost, formatMoney(item.cost, { locale })],
    [f.shipping, item.shipping && formatMoney(item.shipping, { locale })],
    [f.price, item.score.price ? formatMoney(item.score.price, { locale }) : f.noRate],
    [f.margin, item.score.margin_basis_points === null ? null : formatShare(item.score.margin_basis_points, locale)],
    [f.orders, item.orders_30d === null ? null : formatNumber(item.orders_30d, locale)],
    [f.rating, item.rating_basis_points === null ? null : formatShare(item.rating_basis_points, locale)],
    [f.delivery, item.delivery_days === null ? null : f.days(item.delivery_days)],
    [f.mentions, item.mentions_30d === null ? null : formatNumber(item.mentions_30d, locale)],
    [f.shop, item.shop || null],
    [f.keyword, item.keyword || f.hotList],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1.5 text-[13px] sm:grid-cols-[auto_1fr_auto_1fr]">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="min-w-0 break-words tabular-nums">{value ?? t.score.unknown}</dd>
        </div>
      ))}
    </dl>
  );
}

function AnalysisPart({ item, locale }: { item: ResearchDetail; locale: string }) {
  const d = t.detail;
  const { analysis } = item;
  if (!analysis) {
    return (
      <Part title={d.analysis}>
        <p className="text-[13px] text-muted-foreground">{d.noAnalysis}</p>
      </Part>
    );
  }
  const band =
    analysis.price_low && analysis.price_high
      ? `${formatMoney(analysis.price_low, { locale })} – ${formatMoney(analysis.price_high, { locale })}`
      : null;
  return (
    <Part title={d.analysis}>
      <p className="text-[12px] text-muted-foreground">
        {d.advice} {analysis.model}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-[13px]">
        <dt className="text-muted-foreground">{d.demand}</dt>
        <dd>{analysis.demand}</dd>
        <dt className="text-muted-foreground">{d.angle}</dt>
        <dd>{analysis.angle}</dd>
        <dt className="text-muted-foreground">{d.risks}</dt>
        <dd>{analysis.risks.join("; ") || "–"}</dd>
        {band ? (
          <>
            <dt className="text-muted-foreground">{d.band}</dt>
            <dd className="tabular-nums">{band}</dd>
          </>
        ) : null}
        <dt className="text-muted-foreground">{d.confidence}</dt>
        <dd>{analysis.confidence}</dd>
      </dl>
    </Part>
  );
}
