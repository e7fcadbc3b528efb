"use client";

import Link from "next/link";
import { Layers, Plus, SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { CollectionStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { SearchBox } from "@/components/search-box";
import { StatusFilter } from "@/components/status-filter";
import { EditOnly } from "@/features/stores/components/edit-only";
import { NothingYet } from "@/features/stores/components/nothing-yet";
import { useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { useCollections } from "../api/collections";
import { CollectionTable, CollectionTableSkeleton } from "./collection-table";

const PER_PAGE = 25;
const t = collections;
const STATUSES = ["active", "draft", "archived"] as const satisfies readonly CollectionStatus[];

const urlState = {
  search: parseAsString.withDefault(""),
  status: parseAsStringLiteral(STATUSES),
  page: parseAsInteger.withDefault(1),
};

export function CollectionList() {
  const store = useStore();
  useTitle(t.list.title, store.name);
  const [{ search, status, page: rawPage }, setUrl] = useQueryStates(urlState, { history: "push" });
  const page = Math.max(1, rawPage);
  const collections = useCollections(store.id, { search, status, page, perPage: PER_PAGE });
  const data = collections.data;
  const filtered = search !== "" || status !== null || page > 1;
  const add = (
    <EditOnly>
      <Button asChild>
        <Link href={paths.newCollection(store.id)}>
          <Plus aria-hidden />
          {t.list.add}
        </Link>
      </Button>
    </EditOnly>
  );

  let content;
  if (data && data.items.length > 0) {
    content = (
      <div className={cn("transition-opacity", collections.isPlaceholderData && "opacity-60")} aria-busy={collections.isPlaceholderData}>
        <CollectionTable collections={data.items} />
        <Pager page={page} perPage={PER_PAGE} total={data.total} shown={data.items.length} onPage={(next) => void setUrl({ page: next })} />
      </div>
    );
  } else if (data && filtered) {
    content = (
      <EmptyState
        icon={SearchX}
        title={t.list.emptyFiltered.title}
        description={t.list.emptyFiltered.description}
        action={
          <Button variant="outline" onClick={() => void setUrl(null)}>
            {t.list.emptyFiltered.action}
          </Button>
        }
      />
    );
  } else if (data) {
    content = <NothingYet icon={Layers} words={t.list.empty} action={add} />;
  } else if (collections.isError) {
    content = (
      <ProblemState
        error={collections.error}
        title={t.list.failed}
        onRetry={() => void collections.refetch()}
        retrying={collections.isFetching}
      />
    );
  } else {
    content = <CollectionTableSkeleton />;
  }

  return (
    <>
      <PageHeader
        title={t.list.title}
        description={t.list.description}
        actions={data && (filtered || data.items.length > 0) ? add : null}
      />
      <Card className="overflow-hidden">
        <div className="flex flex-col-reverse gap-2 border-b px-3 py-2 sm:flex-row sm:items-center sm:justify-between">
          <StatusFilter
            label={t.filter.label}
            value={status}
            options={[{ value: null, label: t.filter.all }, ...STATUSES.map((value) => ({ value, label: t.status[value] }))]}
            onChange={(value) => void setUrl({ status: value, page: null })}
          />
          <SearchBox
            label={t.list.search}
            placeholder={t.list.searchPlaceholder}
            clearLabel={t.list.clearSearch}
            value={search}
            onSearch={(words) => void setUrl({ search: words || null, page: null }, { history: "replace" })}
          />
        </div>
        {content}
      </Card>
    </>
  );
}
