"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CreateProduct, type ProductStatus, type UpdateProduct, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export interface ProductQuery {
  search: string;
  status: ProductStatus | null;
  page: number;
  perPage: number;
}

export function useProducts(storeId: string, query: ProductQuery) {
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
              page: query.page,
              per_page: query.perPage,
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

function getProduct(storeId: string, productId: string) {
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
    queryFn: () => getProduct(storeId, productId),
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
      const { version } = await getProduct(storeId, productId);
      return patchProduct(storeId, productId, { version, status });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.products(storeId) }),
  });
}
