"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CopyField, newIdempotencyKey, type Review, type UpdateProduct, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export function useReview(storeId: string, productId: string) {
  return useQuery({
    queryKey: keys.review(storeId, productId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/products/{product_id}/source", {
          params: { path: { store_id: storeId, product_id: productId } },
          signal,
        }),
      ),
  });
}

export function useApproveClaim(storeId: string, productId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (claimId: string) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/{product_id}/claims/{claim_id}/approve", {
          params: { path: { store_id: storeId, product_id: productId, claim_id: claimId } },
        }),
      ),
    onSuccess: (review) => cache.setQueryData(keys.review(storeId, productId), review),
  });
}

/** What the daily checks leave alone. */
export function useSaveLocks(storeId: string, productId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (locks: Review["locks"]) =>
      unwrap(
        api.PUT("/api/v1/stores/{store_id}/products/{product_id}/source/locks", {
          params: { path: { store_id: storeId, product_id: productId } },
          body: { locks },
        }),
      ),
    onSuccess: ({ locks }) => cache.setQueryData<Review>(keys.review(storeId, productId), (review) => review && { ...review, locks }),
  });
}

/** Saves texts or the status of the product; the review is read anew, since its claims follow the texts. */
export function useSaveProduct(storeId: string, productId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateProduct) =>
      unwrap(
        api.PATCH("/api/v1/stores/{store_id}/products/{product_id}", {
          params: { path: { store_id: storeId, product_id: productId } },
          body,
        }),
      ),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.products(storeId) });
      return cache.invalidateQueries({ queryKey: keys.review(storeId, productId) });
    },
  });
}

const WAIT_MS = 1_000;
const PATIENCE = 60;

/** Asks for a new text and waits for it. */
export function useRewrite(storeId: string, productId: string) {
  return useMutation({
    mutationFn: async (field: CopyField) => {
      const path = { store_id: storeId, product_id: productId };
      let answer = await unwrap(
        api.POST("/api/v1/stores/{store_id}/products/{product_id}/copy", {
          params: { path },
          body: { field, apply: false },
          headers: { "Idempotency-Key": newIdempotencyKey() },
        }),
      );
      for (let round = 0; answer.status === "queued" && round < PATIENCE; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
        answer = await unwrap(
          api.GET("/api/v1/stores/{store_id}/products/{product_id}/copy/{copy_id}", { params: { path: { ...path, copy_id: answer.id } } }),
        );
      }
      return answer;
    },
  });
}
