"use client";

import { useState } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { SearchX, Settings2, Telescope } from "lucide-react";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { toast } from "sonner";
import { newIdempotencyKey, type ResearchItem, type ResearchStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { Select } from "@tradewind/ui/select";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { SearchBox } from "@/components/search-box";
import { StatusFilter } from "@/components/status-filter";
import { NothingYet } from "@/features/stores/components/nothing-yet";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { research as t } from "@/lib/messages/research";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { useTitle } from "@/lib/use-title";
import { type Decision, isRunning, useDecide, useImport, useItems, useRuns } from "../api/research";
import { columnsOf, ItemRow } from "./item-row";
import { ItemSheet } from "./item-sheet";
import { RunCard } from "./run-card";

const PER_PAGE = 25;
const STATUSES = ["saved", "importing", "imported", "dismissed"] as const satisfies readonly ResearchStatus[];
const SORTS = ["score", "found", "orders", "margin"] as const;
const urlState = {
  status: parseAsStringLiteral(STATUSES),
  sort: parseAsStringLiteral(SORTS).withDefault("score"),
  q: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
  item: parseAsString,
};

/** What the nights found for this store: the proposals, the watchlist, and what became of them. */
export function ResearchPage() {
  const store = useStore();
  const canEdit = useCanEdit();
  useTitle(t.title, store.name);
  const router = useRouter();
  const [{ status, sort, q, page: rawPage, item: opened }, setUrl] = useQueryStates(urlState, { history: "push" });
  const page = Math.max(1, rawPage);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const runs = useRuns(store.id);
  const decide = useDecide(store.id);
  const bring = useImport(store.id);
  // An import takes the item only when its worker gets to it; until then it is not offered again.
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const known = (item: ResearchItem): ResearchItem => (asked.has(item.id) && item.status !== "imported" ? { ...item, status: "importing" } : item);
  const items = useItems(store.id, { status, words: q, sort, page, perPage: PER_PAGE }, (item) => known(item).status === "importing");

  const onDecide = (item: ResearchItem, decision: Decision) =>
    decide.mutate(
      { itemId: item.id, decision },
      {
        onSuccess: () => {
          const said = { save: t.actions.saved, dismiss: t.actions.dismissed, restore: t.actions.restored }[decision];
          const before = decision === "dismiss" && item.status === "saved" ? "save" : "restore";
          const undo = { label: messages.common.undo, onClick: () => onDecide(item, before) };
          toast.success(said, decision === "restore" ? undefined : { action: undo });
        },
        onError: (error) => reportProblem(error, t.actions.failed),
      },
    );
  const onImport = (itemIds: readonly string[]) =>
    bring.mutate(
      { itemIds, key: newIdempotencyKey() },
      {
        onSuccess: () => {
          setSelected(new Set());
          setAsked((before) => new Set([...before, ...itemIds]));
          toast.success(t.actions.importing(itemIds.length), {
            action: { label: t.actions.watchImports, onClick: () => router.push(paths.importJobs(store.id)) },
          });
        },
        onError: (error) => reportProblem(error, t.actions.failed),
      },
    );
  const toggle = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    setSelected(next);
  };

  const data = items.data;
  let content;
  if (data && data.items.length > 0) {
    content = (
      <div className={cn("transition-opacity", items.isPlaceholderData && "opacity-60")} aria-busy={items.isPlaceholderData}>
        <div aria-hidden className={cn("hidden gap-x-3 border-b px-3 py-2 text-[13px] text-muted-foreground xl:grid", columnsOf(canEdit))}>
          {canEdit ? <span className="w-4" /> : null}
          <span>{t.columns.product}</span>
          <span>{t.columns.score}</span>
          <span>{t.columns.trend}</span>
          <span>{t.columns.price}</span>
        </div>
        <ul aria-label={t.list.label} className="divide-y">
          {data.items.map(known).map((item) => (
            <ItemRow
              key={item.id}
              store={store}
              item={item}
              selected={selected.has(item.id)}
              onSelect={(on) => toggle(item.id, on)}
              onOpen={() => void setUrl({ item: item.id })}
              onDecide={(decision) => onDecide(item, decision)}
              onImport={() => onImport([item.id])}
            />
          ))}
        </ul>
        <Pager page={page} perPage={PER_PAGE} total={data.total} shown={data.items.length} onPage={(next) => void setUrl({ page: next })} />
      </div>
    );
  } else if (data && q) {
    content = (
      <EmptyState
        icon={SearchX}
        title={t.list.emptyFiltered.title}
        description={t.list.emptyFiltered.description}
        action={
          <Button variant="outline" onClick={() => void setUrl({ q: null, page: null })}>
            {t.list.emptyFiltered.reset}
          </Button>
        }
      />
    );
  } else if (data) {
    const words = status ? t.list.emptyOther : isRunning(runs.data?.items[0]) ? t.list.emptyRunning : null;
    content = words ? (
      <EmptyState icon={Telescope} title={words.title} description={words.description} />
    ) : (
      <NothingYet icon={Telescope} words={t.list.empty} />
    );
  } else if (items.isError) {
    content = <ProblemState error={items.error} title={t.list.failed} onRetry={() => void items.refetch()} retrying={items.isFetching} />;
  } else {
    content = <ListSkeleton />;
  }

  return (
    <>
      <PageHeader
        title={t.title}
        description={t.description}
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={paths.importJobs(store.id)}>{t.imports}</Link>
            </Button>
            <Button asChild variant="outline">
              <Link href={paths.settings(store.id, "research")}>
                <Settings2 aria-hidden />
                {t.settings}
              </Link>
            </Button>
          </>
        }
      />
      <RunCard store={store} />
      <Card className="overflow-hidden">
        <div className="grid gap-2 border-b px-3 py-2 lg:flex lg:items-center lg:justify-between">
          <StatusFilter
            label={t.tabs.label}
            value={status}
            options={[{ value: null, label: t.tabs.proposed }, ...STATUSES.map((value) => ({ value, label: t.tabs[value] }))]}
            onChange={(value) => void setUrl({ status: value, page: null })}
          />
          <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:flex">
            <SearchBox
              label={t.list.search}
              placeholder={t.list.searchPlaceholder}
              clearLabel={t.list.clearSearch}
              value={q}
              onSearch={(words) => void setUrl({ q: words || null, page: null }, { history: "replace" })}
            />
            <Select
              aria-label={t.list.sort}
              className="w-28"
              value={sort}
              onChange={(event) => void setUrl({ sort: event.target.value as (typeof SORTS)[number], page: null })}
            >
              {SORTS.map((value) => (
                <option key={value} value={value}>
                  {t.list.sorts[value]}
                </option>
              ))}
            </Select>
          </div>
        </div>
        {selected.size > 0 ? (
          <div role="region" aria-label={t.selected(selected.size)} className="flex flex-wrap items-center gap-2 border-b bg-primary-soft px-3 py-2">
            <span className="text-[13px] font-medium">{t.selected(selected.size)}</span>
            <Button size="sm" pending={bring.isPending} onClick={() => onImport([...selected])}>
              {t.importSelected(selected.size)}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setSelected(new Set())}>
              {t.clearSelection}
            </Button>
          </div>
        ) : null}
        {content}
      </Card>
      {opened ? (
        <ItemSheet
          key={opened}
          store={store}
          itemId={opened}
          onClose={() => void setUrl({ item: null })}
          onDecide={(item, decision) => {
            onDecide(item, decision);
            void setUrl({ item: null });
          }}
          onImport={(item) => {
            onImport([item.id]);
            void setUrl({ item: null });
          }}
        />
      ) : null}
    </>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-busy className="grid gap-4 p-4">
      <span className="sr-only">{t.list.loading}</span>
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-14" />
      ))}
    </div>
  );
}
