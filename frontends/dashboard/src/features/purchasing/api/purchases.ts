"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type PurchaseDetail, type PurchaseStatus, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export function usePurchases(storeId: string, status: PurchaseStatus) {
  return useInfiniteQuery({
    queryKey: [...keys.purchases(storeId), "list", status],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/purchase-orders", {
          params: { path: { store_id: storeId }, query: { status, limit: 25, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** One with the address it goes to. */
export function usePurchase(storeId: string, purchaseId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.purchases(storeId), purchaseId],
    enabled,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/purchase-orders/{purchase_id}", {
          params: { path: { store_id: storeId, purchase_id: purchaseId } },
          signal,
        }),
      ),
  });
}

export type Step =
  | { to: "ordered"; supplier_reference: string }
  | { to: "shipped"; carrier: string; tracking_number: string; tracking_url: string; notify: boolean }
  | { to: "delivered" }
  | { to: "failed"; problem: string }
  | { to: "reopen" };

function take(storeId: string, purchaseId: string, step: Step): Promise<PurchaseDetail> {
  const params = { path: { store_id: storeId, purchase_id: purchaseId } };
  const { to, ...body } = step;
  switch (to) {
    case "ordered":
      return unwrap(api.POST("/api/v1/stores/{store_id}/purchase-orders/{purchase_id}/ordered", { params, body }));
    case "shipped":
      return unwrap(api.POST("/api/v1/stores/{store_id}/purchase-orders/{purchase_id}/shipped", { params, body }));
    case "delivered":
      return unwrap(api.POST("/api/v1/stores/{store_id}/purchase-orders/{purchase_id}/delivered", { params, body }));
    case "failed":
      return unwrap(
        api.POST("/api/v1/stores/{store_id}/purchase-orders/{purchase_id}/failed", { params, body: { problem: "problem" in step ? step.problem : "" } }),
      );
    case "reopen":
      return unwrap(api.POST("/api/v1/stores/{store_id}/purchase-orders/{purchase_id}/reopen", { params }));
  }
}

/** Moves a purchase order on; its order changes with it. */
export function useStep(storeId: string, purchaseId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => take(storeId, purchaseId, step),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.purchases(storeId) });
      void cache.invalidateQueries({ queryKey: keys.orders(storeId) });
    },
  });
}
