"use client";

import Link from "next/link";
import type { ProductImport, TransferStatus } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { formatRelative } from "@tradewind/ui/lib/dates";
import { formatCount } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemState } from "@/components/problem-state";
import { useStore } from "@/features/stores/store-context";
import { transfers } from "@/lib/messages/transfers";
import { paths } from "@/lib/paths";
import { useImports } from "../api/transfers";

const t = transfers;

const tones: Record<TransferStatus, BadgeTone> = {
  awaiting_upload: "neutral",
  checking: "info",
  checked: "warning",
  running: "info",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

export function TransferStatusBadge({ status }: { status: TransferStatus }) {
  return <Badge tone={tones[status]}>{t.status[status]}</Badge>;
}

/** What was imported before, and what is still under way. */
export function ImportHistory() {
  const store = useStore();
  const imports = useImports(store.id);
  const items = imports.data?.pages.flatMap((page) => page.items);
  let content;
  if (items && items.length > 0) {
    content = (
      <>
        <ul className="mt-3 divide-y border-t">
          {items.map((one) => (
            <HistoryRow key={one.id} shown={one} />
          ))}
        </ul>
        {imports.hasNextPage ? (
          <div className="border-t px-4 py-2.5 text-center">
            <Button variant="outline" size="sm" pending={imports.isFetchingNextPage} onClick={() => void imports.fetchNextPage()}>
              {t.history.more}
            </Button>
          </div>
        ) : null}
      </>
    );
  } else if (items) {
    content = <p className="px-4 pt-1 pb-4 text-muted-foreground">{t.history.empty}</p>;
  } else if (imports.isError) {
    content = (
      <ProblemState error={imports.error} title={t.history.failed} onRetry={() => void imports.refetch()} retrying={imports.isFetching} />
    );
  } else {
    content = (
      <div className="grid gap-3 p-4">
        <p role="status" className="sr-only">
          {t.history.loading}
        </p>
        {Array.from({ length: 3 }, (_, index) => (
          <Skeleton key={index} className="h-9" />
        ))}
      </div>
    );
  }
  return (
    <Card aria-labelledby="import-history" className="overflow-hidden">
      <CardHeader title={t.history.title} titleId="import-history" />
      {content}
    </Card>
  );
}

function HistoryRow({ shown }: { shown: ProductImport }) {
  const store = useStore();
  const { counts, error_count } = shown;
  return (
    <li className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 hover:bg-sidebar">
      <div className="min-w-0 flex-1">
        <Link href={paths.import(store.id, shown.id)} className="block truncate font-medium after:absolute after:inset-0">
          {shown.filename}
        </Link>
        <p className="text-[13px] text-muted-foreground">
          {formatRelative(shown.created_at, { locale: store.locale, timeZone: store.timezone })}
        </p>
      </div>
      <dl className="flex gap-4 text-right text-[13px] tabular-nums">
        <div className="flex gap-1.5">
          <dt className="text-muted-foreground">{t.history.columns.products}</dt>
          <dd>{formatCount(counts.products, store.locale)}</dd>
        </div>
        {error_count > 0 ? (
          <div className="flex gap-1.5">
            <dt className="text-muted-foreground">{t.history.columns.errors}</dt>
            <dd className="text-danger-text">{formatCount(error_count, store.locale)}</dd>
          </div>
        ) : null}
      </dl>
      <span className="flex w-28 justify-end">
        <TransferStatusBadge status={shown.status} />
      </span>
    </li>
  );
}
