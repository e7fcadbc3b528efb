"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CreateProduct, type ProductStatus, type UpdateProduct, newIdempotencyKey, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";
import type { ProductFilters } from "../lib/filters";

export interface ProductQuery extends Partial<ProductFilters> {
  page: number;
  perPage: number;
}

export function useProducts(storeId: string, query: ProductQuery, { enabled = true } = {}) {
  return useQuery({
    queryKey: keys.productList(storeId, query),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/products", {
          signal,
          params: {
            path: { store_id: storeId },
            query: {
              search: query.search || undefined,
              status: query.status ?? undefined,
              stock: query.stock ?? undefined,
              collection_id: query.collection ?? undefined,
              tag: query.tag ?? undefined,
              sort: query.sort,
              page: query.page,
              per_page: query.perPage,
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The tags in use, the most frequent first. */
export function useTags(storeId: string) {
  return useQuery({
    queryKey: keys.tags(storeId),
    queryFn: async () => {
      const { items } = await unwrap(
        api.GET("/api/v1/stores/{store_id}/products/tags", { params: { path: { store_id: storeId } } }),
      );
      return items;
    },
    staleTime: 60_000,
  });
}

export function readProduct(storeId: string, productId: string) {
  return unwrap(
    api.GET("/api/v1/stores/{store_id}/products/{product_id}", {
      params: { path: { store_id: storeId, product_id: productId } },
    }),
  );
}

function patchProduct(storeId: string, productId: string, body: UpdateProduct) {
  return unwrap(
    api.PATCH("/api/v1/stores/{store_id}/products/{product_id}", {
      params: { path: { store_id: storeId, product_id: productId } },
      body,
    }),
  );
}

export function useProduct(storeId: string, productId: string) {
  return useQuery({
    queryKey: keys.product(storeId, productId),
    queryFn: () => readProduct(storeId, productId),
    // The form holds a copy and asks by version; a refresh behind its back would only confuse.
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useCreateProduct(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: CreateProduct; key: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products", {
          params: { path: { store_id: storeId } },
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}

export function useUpdateProduct(storeId: string, productId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateProduct) => patchProduct(storeId, productId, body),
    onSuccess: (product) => {
      cache.setQueryData(keys.product(storeId, productId), product);
      return cache.invalidateQueries({ queryKey: [...keys.products(storeId), "list"] });
    },
  });
}

export function useArchiveProduct(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (productId: string) =>
      unwrap(
        api.DELETE("/api/v1/stores/{store_id}/products/{product_id}", {
          params: { path: { store_id: storeId, product_id: productId } },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}

/** Undoes archiving: reads the version that is stored now, then puts the old status back. */
export function useRestoreProduct(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ productId, status }: { productId: string; status: ProductStatus }) => {
      const { version } = await readProduct(storeId, productId);
      return patchProduct(storeId, productId, { version, status });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}

/** A copy of the product as a draft. */
export function useDuplicateProduct(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (productId: string) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/{product_id}/duplicate", {
          params: { path: { store_id: storeId, product_id: productId } },
          headers: { "Idempotency-Key": newIdempotencyKey() },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}
