"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CreateStore, type Store, type UpdateStore, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

/** All stores of the account. Page after page is read, so that the switcher misses none. */
async function listStores(): Promise<Store[]> {
  const stores: Store[] = [];
  let cursor: string | undefined;
  do {
    const page = await unwrap(api.GET("/api/v1/stores", { params: { query: { limit: 50, cursor } } }));
    stores.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return stores;
}

export function useStores() {
  return useQuery({ queryKey: keys.stores, queryFn: listStores });
}

/** Stores of others in which the account works. */
export function useSharedStores() {
  return useQuery({
    queryKey: keys.sharedStores,
    queryFn: async () => (await unwrap(api.GET("/api/v1/stores/shared"))).items,
  });
}

export function readStore(storeId: string): Promise<Store> {
  return unwrap(api.GET("/api/v1/stores/{store_id}", { params: { path: { store_id: storeId } } }));
}

export function useStoreQuery(storeId: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: keys.store(storeId),
    queryFn: () => readStore(storeId),
    placeholderData: () =>
      [keys.stores, keys.sharedStores]
        .flatMap((key) => cache.getQueryData<Store[]>(key) ?? [])
        .find((store) => store.id === storeId),
  });
}

export function useCreateStore() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: CreateStore; key: string }) =>
      unwrap(api.POST("/api/v1/stores", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: (store) => {
      cache.setQueryData(keys.store(store.id), store);
      void cache.invalidateQueries({ queryKey: keys.subscription });
      return cache.invalidateQueries({ queryKey: keys.stores, exact: true });
    },
  });
}

export function useUpdateStore(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateStore) =>
      unwrap(api.PATCH("/api/v1/stores/{store_id}", { params: { path: { store_id: storeId } }, body })),
    onSuccess: (store) => {
      cache.setQueryData(keys.store(store.id), store);
      return cache.invalidateQueries({ queryKey: keys.stores, exact: true });
    },
  });
}

export function useDeleteStore(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/v1/stores/{store_id}", { params: { path: { store_id: storeId } } })),
    onSuccess: () => {
      cache.setQueryData<Store[]>(keys.stores, (stores) => stores?.filter((store) => store.id !== storeId));
      return cache.invalidateQueries({ queryKey: keys.subscription });
    },
  });
}
