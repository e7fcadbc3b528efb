"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type PricePreviewRow, type PricingRulesRequest, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });

export const readRules = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/pricing-rules", at(storeId)));

export function useRules(storeId: string) {
  return useQuery({ queryKey: keys.pricing(storeId), queryFn: () => readRules(storeId), staleTime: Infinity, gcTime: 0 });
}

export function useSaveRules(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PricingRulesRequest) => unwrap(api.PUT("/api/v1/stores/{store_id}/pricing-rules", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(keys.pricing(storeId), saved),
  });
}

export interface Preview {
  rows: PricePreviewRow[];
  next: string | null;
}

/** What the rules would make of the products, a page at a time. */
export function usePreview(storeId: string) {
  return useMutation({
    mutationFn: async ({ rules, cursor }: { rules: PricingRulesRequest; cursor?: string }): Promise<Preview> => {
      const page = await unwrap(
        api.POST("/api/v1/stores/{store_id}/pricing-rules/preview", {
          params: { path: { store_id: storeId }, query: { limit: 50, cursor } },
          body: { rules },
        }),
      );
      return { rows: page.items, next: page.next_cursor ?? null };
    },
  });
}

export function useApplyRules(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ productIds, version, key }: { productIds: string[]; version: number; key: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/pricing-rules/apply", {
          ...at(storeId),
          body: { product_ids: productIds, version },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}

export function useUndoPrices(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (undoId: string) =>
      unwrap(api.POST("/api/v1/stores/{store_id}/products/bulk/{undo_id}/undo", { params: { path: { store_id: storeId, undo_id: undoId } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}
