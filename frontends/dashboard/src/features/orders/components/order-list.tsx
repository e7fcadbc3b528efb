"use client";

import { Receipt } from "lucide-react";
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { OrderStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { Pager } from "@/components/pager";
import { ProblemState } from "@/components/problem-state";
import { StatusFilter } from "@/components/status-filter";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { useTitle } from "@/lib/use-title";
import { useOrders } from "../api/orders";
import { OrderTable, OrderTableSkeleton } from "./order-table";

const PER_PAGE = 25;
const t = messages.orders;
const STATUSES = ["pending", "paid", "on_hold", "cancelled", "refunded"] as const satisfies readonly OrderStatus[];

const urlState = {
  status: parseAsStringLiteral(STATUSES),
  page: parseAsInteger.withDefault(1),
};

export function OrderList() {
  const store = useStore();
  useTitle(t.list.title, store.name);
  const [{ status, page: rawPage }, setUrl] = useQueryStates(urlState, { history: "push" });
  const page = Math.max(1, rawPage);
  const orders = useOrders(store.id, { status, page, perPage: PER_PAGE });
  const data = orders.data;

  const filter = (
    <StatusFilter
      label={t.filter.label}
      value={status}
      options={[{ value: null, label: t.filter.all }, ...STATUSES.map((value) => ({ value, label: t.status[value] ?? value }))]}
      onChange={(value) => void setUrl({ status: value, page: null })}
    />
  );

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
  } else if (data && (status || page > 1)) {
    content = (
      <EmptyState
        icon={Receipt}
        title={t.list.emptyFiltered.title}
        description={t.list.emptyFiltered.description}
        action={
          <Button variant="outline" onClick={() => void setUrl({ status: null, page: null })}>
            {t.list.emptyFiltered.action}
          </Button>
        }
      />
    );
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
      <ProblemState error={orders.error} title={t.list.failed} onRetry={() => void orders.refetch()} retrying={orders.isFetching} />
    );
  } else {
    content = <OrderTableSkeleton />;
  }

  return (
    <>
      <PageHeader title={t.list.title} description={t.list.description} />
      <Card className="overflow-hidden">
        <div className="border-b px-3 py-1.5">{filter}</div>
        {content}
      </Card>
    </>
  );
}
