"use client";

import { Receipt, SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { OrderStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { Select } from "@tradewind/ui/select";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { SearchBox } from "@/components/search-box";
import { StatusFilter } from "@/components/status-filter";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { useTitle } from "@/lib/use-title";
import { useOrders } from "../api/orders";
import { OrderTable, OrderTableSkeleton } from "./order-table";

const PER_PAGE = 25;
const t = messages.orders;
const STATUSES = [
  "pending",
  "paid",
  "on_hold",
  "partially_fulfilled",
  "fulfilled",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
] as const satisfies readonly OrderStatus[];
/** What a merchant looks for every day, one click away. */
const VIEWS = ["on_hold", "paid", "partially_fulfilled", "shipped"] as const satisfies readonly OrderStatus[];

const urlState = {
  status: parseAsStringLiteral(STATUSES),
  search: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

export function OrderList() {
  const store = useStore();
  useTitle(t.list.title, store.name);
  const [{ status, search, page: rawPage }, setUrl] = useQueryStates(urlState, { history: "push" });
  const page = Math.max(1, rawPage);
  const orders = useOrders(store.id, { status, search, page, perPage: PER_PAGE });
  const data = orders.data;
  const choose = (value: OrderStatus | null) => void setUrl({ status: value, page: null });

  let content;
  if (data && data.items.length > 0) {
    content = (
      <div className={cn("transition-opacity", orders.isPlaceholderData && "opacity-60")} aria-busy={orders.isPlaceholderData}>
        <OrderTable store={store} orders={data.items} />
        <Pager
          page={page}
          perPage={PER_PAGE}
          total={data.total}
          shown={data.items.length}
          onPage={(next) => void setUrl({ page: next })}
        />
      </div>
    );
  } else if (data && (status || search || page > 1)) {
    content = <NothingFound status={search || page > 1 ? null : status} onReset={() => void setUrl(null)} />;
  } else if (data) {
    content = (
      <EmptyState
        icon={Receipt}
        title={t.list.empty.title}
        description={t.list.empty.description}
        action={
          <Button asChild variant="outline">
            <a href={store.storefront_url} target="_blank" rel="noreferrer">
              {t.list.empty.action}
            </a>
          </Button>
        }
      />
    );
  } else if (orders.isError) {
    content = (
      <ProblemState
        error={orders.error}
        title={t.list.failed}
        onRetry={() => void orders.refetch()}
        retrying={orders.isFetching}
      />
    );
  } else {
    content = <OrderTableSkeleton />;
  }

  return (
    <>
      <PageHeader title={t.list.title} description={t.list.description} />
      <Card className="overflow-hidden">
        <div className="grid gap-2 border-b px-3 py-2 lg:flex lg:items-center lg:justify-between">
          <StatusFilter
            label={t.views.label}
            value={status}
            options={[{ value: null, label: t.views.all }, ...VIEWS.map((value) => ({ value, label: t.views[value] }))]}
            onChange={choose}
          />
          <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:flex">
            <SearchBox
              label={t.list.search}
              placeholder={t.list.searchPlaceholder}
              clearLabel={t.list.clearSearch}
              value={search}
              onSearch={(words) => void setUrl({ search: words || null, page: null }, { history: "replace" })}
            />
            <Select
              aria-label={t.filter.label}
              className="w-32 sm:w-36"
              value={status ?? ""}
              onChange={(event) => choose((event.target.value || null) as OrderStatus | null)}
            >
              <option value="">{t.filter.any}</option>
              {STATUSES.map((value) => (
                <option key={value} value={value}>
                  {t.status[value]}
                </option>
              ))}
            </Select>
          </div>
        </div>
        {content}
      </Card>
    </>
  );
}

function NothingFound({ status, onReset }: { status: OrderStatus | null; onReset: () => void }) {
  const views: Partial<Record<OrderStatus, { title: string; description: string }>> = t.list.emptyView;
  const words = (status && views[status]) || t.list.emptyFiltered;
  return (
    <EmptyState
      icon={SearchX}
      title={words.title}
      description={words.description}
      action={
        <Button variant="outline" onClick={onReset}>
          {t.list.emptyFiltered.action}
        </Button>
      }
    />
  );
}
