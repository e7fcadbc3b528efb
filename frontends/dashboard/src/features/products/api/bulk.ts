"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { type BulkAction, newIdempotencyKey, type Product, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";
import { expected } from "../lib/bulk";

interface ProductPage {
  items: Product[];
}

/** One change to many products: shown at once, put right by what the API answers. */
export function useBulkChange(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, action }: { ids: string[]; action: BulkAction }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/bulk", {
          params: { path: { store_id: storeId } },
          body: { product_ids: ids, action },
          headers: { "Idempotency-Key": newIdempotencyKey() },
        }),
      ),
    onMutate: async ({ ids, action }) => {
      const lists = { queryKey: [...keys.products(storeId), "list"] };
      await cache.cancelQueries(lists);
      const before = cache.getQueriesData<ProductPage>(lists);
      cache.setQueriesData<ProductPage>(lists, (page) =>
        page ? { ...page, items: page.items.map((item) => (ids.includes(item.id) ? expected(item, action) : item)) } : page,
      );
      return { before };
    },
    onError: (_error, _input, context) => {
      for (const [key, page] of context?.before ?? []) cache.setQueryData(key, page);
    },
    onSettled: () => refresh(cache, storeId),
  });
}

export function useUndoBulk(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (undoId: string) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/bulk/{undo_id}/undo", {
          params: { path: { store_id: storeId, undo_id: undoId } },
        }),
      ),
    onSettled: () => refresh(cache, storeId),
  });
}

function refresh(cache: QueryClient, storeId: string) {
  return Promise.all([
    cache.invalidateQueries({ queryKey: keys.products(storeId) }),
    cache.invalidateQueries({ queryKey: keys.collections(storeId) }),
  ]);
}
