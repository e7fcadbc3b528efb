"use client";

import Link from "next/link";
import { PackageOpen, Plus, SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { EditOnly } from "@/features/stores/components/edit-only";
import { NothingYet } from "@/features/stores/components/nothing-yet";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { useProducts } from "../api/products";
import { isNarrowed, NO_FILTERS, type ProductFilters as Filters, SORTS, STATUSES, STOCKS } from "../lib/filters";
import { useSelection } from "../lib/selection";
import { BulkBar } from "./bulk-bar";
import { ListMenu } from "./list-menu";
import { ProductFilters } from "./product-filters";
import { ProductTable, ProductTableSkeleton } from "./product-table";
import { ViewTabs } from "./view-tabs";

const PER_PAGE = 50;
const t = messages.products;

const urlState = {
  search: parseAsString.withDefault(""),
  status: parseAsStringLiteral(STATUSES),
  stock: parseAsStringLiteral(STOCKS),
  collection: parseAsString,
  tag: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault("newest"),
  page: parseAsInteger.withDefault(1),
};

const NONE: Product[] = [];

export function ProductList() {
  const store = useStore();
  useTitle(t.list.title, store.name);
  const [{ page: rawPage, ...filters }, setUrl] = useQueryStates(urlState, { history: "push" });
  const page = Math.max(1, rawPage);
  const products = useProducts(store.id, { ...filters, page, perPage: PER_PAGE });
  const data = products.data;
  const filtered = isNarrowed(filters) || page > 1;
  const { selected, ...selection } = useSelection(data?.items ?? NONE);

  const show = (change: Partial<Filters>, history: "push" | "replace" = "push") => {
    selection.clear();
    void setUrl({ ...change, page: null }, { history });
  };

  const add = (
    <EditOnly>
      <Button asChild>
        <Link href={paths.newProduct(store.id)}>
          <Plus aria-hidden />
          {t.list.add}
        </Link>
      </Button>
    </EditOnly>
  );

  let content;
  if (data && data.items.length > 0) {
    content = (
      <div className={cn("transition-opacity", products.isPlaceholderData && "opacity-60")} aria-busy={products.isPlaceholderData}>
        <ProductTable products={data.items} selection={selection} />
        <Pager
          page={page}
          perPage={PER_PAGE}
          total={data.total}
          shown={data.items.length}
          onPage={(next) => {
            selection.clear();
            void setUrl({ page: next });
          }}
        />
      </div>
    );
  } else if (data && filtered) {
    content = (
      <EmptyState
        icon={SearchX}
        title={t.list.emptyFiltered.title}
        description={t.list.emptyFiltered.description}
        action={
          <Button variant="outline" onClick={() => show(NO_FILTERS)}>
            {t.list.emptyFiltered.action}
          </Button>
        }
      />
    );
  } else if (data) {
    content = <NothingYet icon={PackageOpen} words={t.list.empty} action={add} />;
  } else if (products.isError) {
    content = (
      <ProblemState
        error={products.error}
        title={t.list.failed}
        onRetry={() => void products.refetch()}
        retrying={products.isFetching}
      />
    );
  } else {
    content = <ProductTableSkeleton />;
  }

  return (
    <>
      <PageHeader
        title={t.list.title}
        actions={
          <>
            <ListMenu />
            {data && (filtered || data.items.length > 0) ? add : null}
          </>
        }
      />
      <Card className="overflow-clip">
        <ViewTabs filters={filters} onShow={show} />
        <ProductFilters filters={filters} onChange={show} />
        {content}
      </Card>
      <EditOnly>
        <BulkBar products={selected} onClear={selection.clear} />
      </EditOnly>
    </>
  );
}
