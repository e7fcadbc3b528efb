"use client";

import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CreateDiscount, type Discount, type UpdateDiscount, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

interface DiscountPage {
  items: Discount[];
  next_cursor: string | null;
}

const listKey = (storeId: string) => [...keys.discounts(storeId), "list"] as const;

export function useDiscounts(storeId: string) {
  return useInfiniteQuery({
    queryKey: listKey(storeId),
    queryFn: ({ pageParam }): Promise<DiscountPage> =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/discounts", {
          params: { path: { store_id: storeId }, query: { limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useDiscount(storeId: string, code: string) {
  return useQuery({
    queryKey: [...keys.discounts(storeId), code],
    queryFn: () =>
      unwrap(api.GET("/api/v1/stores/{store_id}/discounts/{code}", { params: { path: { store_id: storeId, code } } })),
    // The form holds a copy and asks by version; a refresh behind its back would only confuse.
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useCreateDiscount(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: CreateDiscount; key: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/discounts", {
          params: { path: { store_id: storeId } },
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: listKey(storeId) }),
  });
}

function patch(storeId: string, code: string, body: UpdateDiscount) {
  return unwrap(
    api.PATCH("/api/v1/stores/{store_id}/discounts/{code}", { params: { path: { store_id: storeId, code } }, body }),
  );
}

export function useUpdateDiscount(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ code, body }: { code: string; body: UpdateDiscount }) => patch(storeId, code, body),
    onSuccess: () => cache.invalidateQueries({ queryKey: listKey(storeId) }),
  });
}

/** Enables or disables at once on the page, and puts it back when the API says no. */
export function useToggleDiscount(storeId: string) {
  const cache = useQueryClient();
  const key = listKey(storeId);
  return useMutation({
    mutationFn: ({ code, status }: { code: string; status: "active" | "disabled" }) => patch(storeId, code, { status }),
    onMutate: async ({ code, status }) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData<InfiniteData<DiscountPage>>(key);
      cache.setQueryData<InfiniteData<DiscountPage>>(key, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.map((discount) => (discount.code === code ? { ...discount, status } : discount)),
              })),
            }
          : data,
      );
      return { before };
    },
    onError: (_error, _input, context) => cache.setQueryData(key, context?.before),
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  });
}

export function useDeleteDiscount(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(api.DELETE("/api/v1/stores/{store_id}/discounts/{code}", { params: { path: { store_id: storeId, code } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: listKey(storeId) }),
  });
}
