"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { Store as StoreIcon } from "lucide-react";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { Page } from "@/components/page";
import { ProblemState } from "@/components/problem-state";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useStoreId } from "@/lib/route-ids";
import { useStoreQuery } from "../api/stores";
import { StoreProvider } from "../store-context";

const t = messages.stores;

/** Loads the store in the address before any of its pages; says so when there is none. */
export function StoreGate({ children }: { children: ReactNode }) {
  const storeId = useStoreId();
  return storeId ? <LoadedStore storeId={storeId}>{children}</LoadedStore> : <MissingStore />;
}

function LoadedStore({ storeId, children }: { storeId: string; children: ReactNode }) {
  const store = useStoreQuery(storeId);
  if (store.data && store.data.status !== "deleted") {
    return (
      <StoreProvider key={storeId} store={store.data}>
        {store.data.held ? <Note>{t.readOnly.held}</Note> : store.data.role === "viewer" ? <Note>{t.readOnly.viewer}</Note> : null}
        {children}
      </StoreProvider>
    );
  }
  if (store.data || isProblem(store.error, "store_not_found") || (isProblem(store.error) && store.error.status === 404)) {
    return <MissingStore />;
  }
  if (store.isError) {
    return (
      <Page>
        <ProblemState
          heading="h1"
          error={store.error}
          title={t.failed}
          onRetry={() => void store.refetch()}
          retrying={store.isFetching}
        />
      </Page>
    );
  }
  return (
    <Page>
      <p role="status" className="sr-only">
        {messages.common.loading}
      </p>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-3 h-4 w-72" />
      <Skeleton className="mt-8 h-64 w-full rounded-lg" />
    </Page>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p role="note" className="border-b bg-sidebar px-4 py-2 text-[13px] text-muted-foreground sm:px-6 lg:px-8">
      {children}
    </p>
  );
}

function MissingStore() {
  return (
    <Page>
      <EmptyState
        heading="h1"
        icon={StoreIcon}
        title={t.missing.title}
        description={t.missing.description}
        action={
          <Button asChild variant="outline">
            <Link href={paths.stores}>{t.missing.action}</Link>
          </Button>
        }
      />
    </Page>
  );
}
