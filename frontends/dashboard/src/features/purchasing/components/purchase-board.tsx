"use client";

import { ClipboardList } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { PurchaseStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { cn } from "@tradewind/ui/lib/cn";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { ProblemState } from "@/components/problem-state";
import { StatusFilter } from "@/components/status-filter";
import { useStore } from "@/features/stores/store-context";
import { purchases as t } from "@/lib/messages/purchases";
import { useTitle } from "@/lib/use-title";
import { usePurchases } from "../api/purchases";
import { PurchaseCard } from "./purchase-card";

const OPEN = ["to_order", "ordered", "shipped"] as const satisfies readonly PurchaseStatus[];
const ENDED = ["delivered", "failed", "cancelled"] as const satisfies readonly PurchaseStatus[];

/** What suppliers have to send, in columns from left to right; what ended is behind the filter. */
export function PurchaseBoard() {
  const store = useStore();
  useTitle(t.title, store.name);
  const [view, setView] = useQueryState("view", parseAsStringLiteral(ENDED));
  const options = [{ value: null, label: t.views.board }, ...ENDED.map((value) => ({ value, label: t.views[value] }))];
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <div className="mb-3">
        <StatusFilter label={t.views.label} value={view} options={options} onChange={(value) => void setView(value)} />
      </div>
      {view ? (
        <Column key={view} status={view} wide />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-3">
          {OPEN.map((status) => (
            <Column key={status} status={status} />
          ))}
        </div>
      )}
    </>
  );
}

function Column({ status, wide = false }: { status: PurchaseStatus; wide?: boolean }) {
  const store = useStore();
  const purchases = usePurchases(store.id, status);
  const items = purchases.data?.pages.flatMap((page) => page.items);
  const title = t.status[status];

  let content;
  if (items && items.length > 0) {
    content = (
      <>
        <ul className={cn("grid gap-2.5", wide && "md:grid-cols-2 xl:grid-cols-3")}>
          {items.map((purchase) => (
            <li key={purchase.id}>
              <PurchaseCard purchase={purchase} />
            </li>
          ))}
        </ul>
        {purchases.hasNextPage ? (
          <Button variant="outline" size="sm" pending={purchases.isFetchingNextPage} onClick={() => void purchases.fetchNextPage()}>
            {t.more}
          </Button>
        ) : null}
      </>
    );
  } else if (items && status === "to_order") {
    content = <EmptyState icon={ClipboardList} title={t.empty.title} description={t.empty.description} />;
  } else if (items) {
    content = <p className="px-1 py-6 text-center text-[13px] text-muted-foreground">{t.none}</p>;
  } else if (purchases.isError) {
    content = (
      <ProblemState error={purchases.error} title={t.failed} onRetry={() => void purchases.refetch()} retrying={purchases.isFetching} />
    );
  } else {
    content = (
      <div role="status" aria-busy className="grid gap-2.5">
        <span className="sr-only">{t.loading}</span>
        <Skeleton className="h-32 rounded-lg" />
        <Skeleton className="h-32 rounded-lg" />
      </div>
    );
  }

  return (
    <section aria-label={title} className="grid gap-2.5 rounded-lg border bg-muted/40 p-2.5">
      <h2 className="flex items-center justify-between px-1 text-[13px] font-semibold">
        {title}
        {items && items.length > 0 ? (
          <span className="font-normal text-muted-foreground tabular-nums">{`${items.length}${purchases.hasNextPage ? "+" : ""}`}</span>
        ) : null}
      </h2>
      {content}
    </section>
  );
}
