"use client";

import Link from "next/link";
import { Receipt } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { EmptyState } from "@tradewind/ui/state";
import { ProblemState } from "@/components/problem-state";
import { useOrders } from "@/features/orders/api/orders";
import { OrderRows, OrderTableSkeleton } from "@/features/orders/components/order-table";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.stores.overview.recent;

export function RecentOrders() {
  const store = useStore();
  const orders = useOrders(store.id, { status: null, page: 1, perPage: 5 });
  const any = orders.data && orders.data.items.length > 0;

  let content;
  if (orders.data) {
    content = any ? (
      <OrderRows store={store} orders={orders.data.items} />
    ) : (
      <EmptyState icon={Receipt} title={t.empty} description={t.emptyText} className="py-10" />
    );
  } else if (orders.isError) {
    content = (
      <ProblemState
        error={orders.error}
        title={t.failed}
        onRetry={() => void orders.refetch()}
        retrying={orders.isFetching}
        className="py-10"
      />
    );
  } else {
    content = <OrderTableSkeleton rows={5} />;
  }

  return (
    <Card aria-labelledby="recent-orders" className="overflow-hidden">
      <CardHeader
        title={t.title}
        titleId="recent-orders"
        className="pb-3"
        actions={
          any ? (
            <Button asChild variant="link">
              <Link href={paths.orders(store.id)}>{t.all}</Link>
            </Button>
          ) : null
        }
      />
      <div className="border-t">{content}</div>
    </Card>
  );
}
