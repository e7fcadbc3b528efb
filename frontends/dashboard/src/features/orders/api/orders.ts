"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type OrderStatus, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export interface OrderQuery {
  status: OrderStatus | null;
  page: number;
  perPage: number;
}

export function useOrders(storeId: string, query: OrderQuery) {
  return useQuery({
    queryKey: keys.orderList(storeId, query),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/orders", {
          params: {
            path: { store_id: storeId },
            query: { status: query.status ?? undefined, page: query.page, per_page: query.perPage },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    // Orders arrive by themselves; a list left open should show them.
    refetchInterval: 30_000,
  });
}

export function useOrder(storeId: string, orderId: string) {
  return useQuery({
    queryKey: keys.order(storeId, orderId),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/orders/{order_id}", {
          params: { path: { store_id: storeId, order_id: orderId } },
        }),
      ),
  });
}
