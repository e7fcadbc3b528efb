"use client";

import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type CancelRequest,
  type FulfillRequest,
  type Money,
  type Order,
  type OrderStatus,
  type RefundRequest,
  type UpdateFulfillment,
  unwrap,
} from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export interface OrderQuery {
  status: OrderStatus | null;
  search?: string;
  page: number;
  perPage: number;
}

export function useOrders(storeId: string, query: OrderQuery) {
  return useQuery({
    queryKey: keys.orderList(storeId, query),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/orders", {
          signal,
          params: {
            path: { store_id: storeId },
            query: {
              status: query.status ?? undefined,
              search: query.search || undefined,
              page: query.page,
              per_page: query.perPage,
            },
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

/** Every change of an order answers the whole order, which takes the place of the one shown. */
function useOrderChange<T>(storeId: string, orderId: string, change: (input: T) => Promise<Order>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: (order) => keep(cache, storeId, orderId, order) });
}

function keep(cache: QueryClient, storeId: string, orderId: string, order: Order) {
  cache.setQueryData(keys.order(storeId, orderId), order);
  void cache.invalidateQueries({ queryKey: [...keys.orders(storeId), "list"] });
}

const at = (storeId: string, orderId: string) => ({ params: { path: { store_id: storeId, order_id: orderId } } });

export function useFulfill(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, ({ body, key }: { body: FulfillRequest; key: string }) =>
    unwrap(
      api.POST("/api/v1/stores/{store_id}/orders/{order_id}/fulfillments", {
        ...at(storeId, orderId),
        body,
        headers: { "Idempotency-Key": key },
      }),
    ),
  );
}

const atShipment = (storeId: string, orderId: string, id: string) => ({
  params: { path: { store_id: storeId, order_id: orderId, fulfillment_id: id } },
});

export function useUpdateShipment(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, ({ id, body }: { id: string; body: UpdateFulfillment }) =>
    unwrap(
      api.PATCH("/api/v1/stores/{store_id}/orders/{order_id}/fulfillments/{fulfillment_id}", {
        ...atShipment(storeId, orderId, id),
        body,
      }),
    ),
  );
}

export function useCancelShipment(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, (id: string) =>
    unwrap(
      api.DELETE("/api/v1/stores/{store_id}/orders/{order_id}/fulfillments/{fulfillment_id}", atShipment(storeId, orderId, id)),
    ),
  );
}

export function useRefund(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, ({ body, key }: { body: RefundRequest; key: string }) =>
    unwrap(
      api.POST("/api/v1/stores/{store_id}/orders/{order_id}/refunds", {
        ...at(storeId, orderId),
        body,
        headers: { "Idempotency-Key": key },
      }),
    ),
  );
}

export function useCancelOrder(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, (body: CancelRequest) =>
    unwrap(api.POST("/api/v1/stores/{store_id}/orders/{order_id}/cancel", { ...at(storeId, orderId), body })),
  );
}

export function useHoldOrder(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, (reason: string) =>
    unwrap(api.POST("/api/v1/stores/{store_id}/orders/{order_id}/hold", { ...at(storeId, orderId), body: { reason } })),
  );
}

export function useReleaseOrder(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, () =>
    unwrap(api.POST("/api/v1/stores/{store_id}/orders/{order_id}/release", at(storeId, orderId))),
  );
}

export function useLineCosts(storeId: string, orderId: string) {
  return useOrderChange(storeId, orderId, ({ costs, version }: { costs: Record<string, Money>; version: number }) =>
    unwrap(api.PUT("/api/v1/stores/{store_id}/orders/{order_id}/costs", { ...at(storeId, orderId), body: { costs, version } })),
  );
}

/** The note stands in the timeline at once, and is taken out again when it could not be saved. */
export function useAddNote(storeId: string, orderId: string) {
  const cache = useQueryClient();
  const key = keys.order(storeId, orderId);
  return useMutation({
    mutationFn: (text: string) =>
      unwrap(api.POST("/api/v1/stores/{store_id}/orders/{order_id}/notes", { ...at(storeId, orderId), body: { text } })),
    onMutate: async (text) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData<Order>(key);
      const entry = { at: new Date().toISOString(), kind: "note", detail: text };
      cache.setQueryData<Order>(key, (order) => (order ? { ...order, timeline: [...order.timeline, entry] } : order));
      return { before };
    },
    onError: (_error, _text, context) => cache.setQueryData(key, context?.before),
    onSuccess: (order) => cache.setQueryData(key, order),
  });
}

/** A PDF of the order, by the session, for saving. */
export async function fetchDocument(storeId: string, orderId: string, kind: "invoice" | "packing-slip", shipmentId?: string): Promise<Blob> {
  const path = { store_id: storeId, order_id: orderId };
  const file =
    kind === "invoice"
      ? await unwrap(api.GET("/api/v1/stores/{store_id}/orders/{order_id}/invoice.pdf", { params: { path }, parseAs: "blob" }))
      : await unwrap(
          api.GET("/api/v1/stores/{store_id}/orders/{order_id}/packing-slip.pdf", {
            params: { path, query: { fulfillment_id: shipmentId } },
            parseAs: "blob",
          }),
        );
  return file as unknown as Blob;
}
