"use client";

import Link from "next/link";
import { Receipt } from "lucide-react";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { ProblemState } from "@/components/problem-state";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useOrderId } from "@/lib/route-ids";
import { useTitle } from "@/lib/use-title";
import { useOrder } from "../api/orders";
import { OrderView } from "./order-view";

const t = messages.orders.detail;

export function OrderDetail() {
  const orderId = useOrderId();
  return orderId ? <LoadedOrder key={orderId} orderId={orderId} /> : <MissingOrder />;
}

function LoadedOrder({ orderId }: { orderId: string }) {
  const store = useStore();
  const order = useOrder(store.id, orderId);
  useTitle(order.data ? t.title(order.data.number) : messages.orders.list.title, store.name);
  if (order.data) return <OrderView order={order.data} />;
  if (isProblem(order.error) && order.error.status === 404) return <MissingOrder />;
  if (order.isError) {
    return (
      <Card>
        <ProblemState
          heading="h1"
          error={order.error}
          title={t.failed}
          onRetry={() => void order.refetch()}
          retrying={order.isFetching}
        />
      </Card>
    );
  }
  return <OrderSkeleton />;
}

function MissingOrder() {
  const store = useStore();
  return (
    <Card>
      <EmptyState
        heading="h1"
        icon={Receipt}
        title={t.missing.title}
        description={t.missing.description}
        action={
          <Button asChild variant="outline">
            <Link href={paths.orders(store.id)}>{t.missing.action}</Link>
          </Button>
        }
      />
    </Card>
  );
}

function OrderSkeleton() {
  return (
    <>
      <p role="status" className="sr-only">
        {t.loading}
      </p>
      <Skeleton className="h-4 w-16" />
      <Skeleton className="mt-2 h-7 w-40" />
      <Skeleton className="mt-2 mb-5 h-4 w-52" />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid content-start gap-4">
          <Skeleton className="h-80 rounded-lg" />
          <Skeleton className="h-40 rounded-lg" />
        </div>
        <div className="grid content-start gap-4">
          <Skeleton className="h-52 rounded-lg" />
          <Skeleton className="h-44 rounded-lg" />
        </div>
      </div>
    </>
  );
}
