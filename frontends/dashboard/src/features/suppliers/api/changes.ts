"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SupplierPoliciesRequest, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export function useSupplierChanges(storeId: string) {
  return useInfiniteQuery({
    queryKey: keys.supplierChanges(storeId),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/supplier-changes", {
          params: { path: { store_id: storeId }, query: { limit: 25, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export type Verdict = "accept" | "dismiss" | "undo";

export function useDecideChange(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ changeId, verdict }: { changeId: string; verdict: Verdict }) => {
      const params = { path: { store_id: storeId, change_id: changeId } };
      switch (verdict) {
        case "accept":
          return unwrap(api.POST("/api/v1/stores/{store_id}/supplier-changes/{change_id}/accept", { params }));
        case "dismiss":
          return unwrap(api.POST("/api/v1/stores/{store_id}/supplier-changes/{change_id}/dismiss", { params }));
        case "undo":
          return unwrap(api.POST("/api/v1/stores/{store_id}/supplier-changes/{change_id}/undo", { params }));
      }
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.supplierChanges(storeId) });
      void cache.invalidateQueries({ queryKey: keys.products(storeId) });
    },
  });
}

const policiesKey = (storeId: string) => ["stores", storeId, "supplier-policies"] as const;
const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });

export const readPolicies = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/supplier-policies", at(storeId)));

export function usePolicies(storeId: string) {
  return useQuery({ queryKey: policiesKey(storeId), queryFn: () => readPolicies(storeId), staleTime: Infinity, gcTime: 0 });
}

export function useSavePolicies(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: SupplierPoliciesRequest) => unwrap(api.PUT("/api/v1/stores/{store_id}/supplier-policies", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(policiesKey(storeId), saved),
  });
}
