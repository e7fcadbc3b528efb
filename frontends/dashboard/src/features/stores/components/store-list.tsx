"use client";

import Link from "next/link";
import { Plus, Store as StoreIcon } from "lucide-react";
import type { Store } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { ProblemState } from "@/components/problem-state";
import { useSubscription } from "@/features/billing/api/billing";
import { StoreObstacle } from "@/features/billing/components/upgrade-prompt";
import { storeObstacle } from "@/features/billing/lib/standing";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useSharedStores, useStores } from "../api/stores";
import { StoreAvatar } from "./store-avatar";
import { StoreStatusBadge } from "./store-status-badge";

const t = messages.stores.list;

export function StoreList() {
  const stores = useStores();
  return (
    <>
      <PageHeader
        title={t.title}
        description={t.description}
        actions={stores.data && stores.data.length > 0 ? <CreateButton /> : null}
      />
      <StoreObstacle id="store-obstacle" className="mb-4" />
      <Stores query={stores} />
      <SharedStores />
    </>
  );
}

function CreateButton() {
  const { data: subscription } = useSubscription();
  if (storeObstacle(subscription)) {
    return (
      <Button disabled aria-describedby="store-obstacle">
        <Plus aria-hidden />
        {t.create}
      </Button>
    );
  }
  return (
    <Button asChild>
      <Link href={paths.newStore}>
        <Plus aria-hidden />
        {t.create}
      </Link>
    </Button>
  );
}

function Stores({ query }: { query: ReturnType<typeof useStores> }) {
  if (query.data?.length === 0) {
    return (
      <Card>
        <EmptyState icon={StoreIcon} title={t.empty.title} description={t.empty.description} action={<CreateButton />} />
      </Card>
    );
  }
  if (query.data) {
    return (
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {query.data.map((store) => (
          <li key={store.id}>
            <StoreCard store={store} />
          </li>
        ))}
      </ul>
    );
  }
  if (query.isError) {
    return (
      <Card>
        <ProblemState error={query.error} title={t.failed} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      </Card>
    );
  }
  return <StoreListSkeleton />;
}

function SharedStores() {
  const shared = useSharedStores();
  if (!shared.data || shared.data.length === 0) return null;
  return (
    <section aria-labelledby="shared-stores" className="mt-8">
      <h2 id="shared-stores" className="mb-3 text-sm font-semibold">
        {t.shared}
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {shared.data.map((store) => (
          <li key={store.id}>
            <StoreCard store={store} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StoreCard({ store }: { store: Store }) {
  const host = new URL(store.storefront_url).host;
  return (
    <div className="group relative flex h-full flex-col rounded-lg border bg-card p-4 transition-colors hover:border-input hover:bg-sidebar">
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 items-center gap-2.5">
          <StoreAvatar name={store.name} />
          <h2 className="min-w-0 truncate text-sm font-semibold">
            <Link href={paths.store(store.id)} className="after:absolute after:inset-0 after:rounded-lg">
              {store.name}
            </Link>
          </h2>
        </div>
        <StoreStatusBadge status={store.status} held={store.held} />
      </div>
      <p className="mt-3 line-clamp-2 min-h-10 text-sm text-muted-foreground">
        {store.description || (messages.stores.niches[store.niche] ?? store.niche)}
      </p>
      <div className="mt-3 flex items-center justify-between gap-3 border-t pt-3 text-[13px] text-muted-foreground">
        <span className="truncate">{host}</span>
        <span className="shrink-0">{t.opened(formatDate(store.created_at, { locale: store.locale, timeZone: store.timezone }))}</span>
      </div>
    </div>
  );
}

function StoreListSkeleton() {
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      <p role="status" className="sr-only">
        {t.loading}
      </p>
      {Array.from({ length: 3 }, (_, index) => (
        <div key={index} className="rounded-lg border bg-card p-4">
          <div className="flex items-center justify-between">
            <div className="flex items-center gap-2.5">
              <Skeleton className="size-6 rounded-sm" />
              <Skeleton className="h-4 w-32" />
            </div>
            <Skeleton className="h-5 w-14 rounded-full" />
          </div>
          <Skeleton className="mt-4 h-4 w-full" />
          <Skeleton className="mt-2 h-4 w-2/3" />
          <Skeleton className="mt-6 h-4 w-1/2" />
        </div>
      ))}
    </div>
  );
}
