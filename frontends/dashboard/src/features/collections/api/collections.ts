"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type Collection,
  type CollectionPreview,
  type CollectionStatus,
  type CreateCollection,
  type UpdateCollection,
  unwrap,
} from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export interface CollectionQuery {
  search: string;
  status: CollectionStatus | null;
  page: number;
  perPage: number;
}

export function useCollections(storeId: string, { search, status, page, perPage }: CollectionQuery) {
  return useQuery({
    queryKey: [...keys.collections(storeId), "list", search, status, page, perPage],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/collections", {
          signal,
          params: {
            path: { store_id: storeId },
            query: { search: search || undefined, status: status ?? undefined, page, per_page: perPage },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

const CHOICES = 100;

/** All collections one can choose among, by title: those that are not archived. */
export function useCollectionChoices(storeId: string) {
  const query = useQuery({
    queryKey: [...keys.collections(storeId), "list", "choices"],
    queryFn: async ({ signal }) => {
      const read = (page: number) =>
        unwrap(
          api.GET("/api/v1/stores/{store_id}/collections", {
            signal,
            params: { path: { store_id: storeId }, query: { page, per_page: CHOICES } },
          }),
        );
      const { items } = await read(1);
      const all = items.length < CHOICES ? items : [...items, ...(await read(2)).items];
      return all.filter((one) => one.status !== "archived").sort((a, b) => a.title.localeCompare(b.title));
    },
  });
  return { ...query, choices: query.data ?? [] };
}

const at = (storeId: string, collectionId: string) => ({
  params: { path: { store_id: storeId, collection_id: collectionId } },
});

export function readCollection(storeId: string, collectionId: string) {
  return unwrap(api.GET("/api/v1/stores/{store_id}/collections/{collection_id}", at(storeId, collectionId)));
}

export function useCollection(storeId: string, collectionId: string) {
  return useQuery({
    queryKey: [...keys.collections(storeId), collectionId],
    queryFn: () => readCollection(storeId, collectionId),
    // The form holds a copy and asks by version; a refresh behind its back would only confuse.
    staleTime: Infinity,
    gcTime: 0,
  });
}

const PAGE = 48;

/** Everything in a collection, drafts too, as far as it has been rendered. */
export function useCollectionProducts(storeId: string, collectionId: string | null) {
  return useQuery({
    queryKey: [...keys.collections(storeId), collectionId, "products"],
    enabled: collectionId !== null,
    queryFn: async ({ signal }) => {
      const read = (page: number) =>
        unwrap(
          api.GET("/api/v1/stores/{store_id}/collections/{collection_id}/products", {
            signal,
            params: { path: { store_id: storeId, collection_id: collectionId ?? "" }, query: { page, limit: PAGE } },
          }),
        );
      const { items, total } = await read(1);
      for (let page = 2; items.length < (total ?? 0); page += 1) {
        const more = await read(page);
        if (more.items.length === 0) break;
        items.push(...more.items);
      }
      return items;
    },
  });
}

/** What rules that are not stored yet would choose; `null` while they are not complete. */
export function usePreview(storeId: string, body: CollectionPreview | null) {
  return useQuery({
    queryKey: [...keys.collections(storeId), "preview", body],
    enabled: body !== null,
    queryFn: ({ signal }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/collections/preview", {
          signal,
          params: { path: { store_id: storeId }, query: { limit: 12 } },
          body: body!,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

function useCollectionChange<T>(storeId: string, change: (input: T) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: [...keys.collections(storeId), "list"] }),
        cache.invalidateQueries({ queryKey: [...keys.products(storeId), "list"] }),
      ]),
  });
}

export function useCreateCollection(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: CreateCollection; key: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/collections", {
          params: { path: { store_id: storeId } },
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.collections(storeId) }),
  });
}

const patch = (storeId: string, collectionId: string, body: UpdateCollection) =>
  unwrap(api.PATCH("/api/v1/stores/{store_id}/collections/{collection_id}", { ...at(storeId, collectionId), body }));

export function useUpdateCollection(storeId: string, collectionId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateCollection) => patch(storeId, collectionId, body),
    onSuccess: (collection) => {
      cache.setQueryData([...keys.collections(storeId), collectionId], collection);
      return Promise.all([
        cache.invalidateQueries({ queryKey: [...keys.collections(storeId), "list"] }),
        cache.invalidateQueries({ queryKey: [...keys.products(storeId), "list"] }),
      ]);
    },
  });
}

export function useArchiveCollection(storeId: string) {
  return useCollectionChange(storeId, (collectionId: string) =>
    unwrap(api.DELETE("/api/v1/stores/{store_id}/collections/{collection_id}", at(storeId, collectionId))),
  );
}

/** Brings an archived collection back, over whatever version is stored now. */
export function useRestoreCollection(storeId: string) {
  return useCollectionChange(storeId, async ({ id, status }: Pick<Collection, "id" | "status">) => {
    const { version } = await readCollection(storeId, id);
    return patch(storeId, id, { version, status });
  });
}

/** Puts products into a collection that is filled by hand, or takes them out. */
export function useArrange(storeId: string) {
  return useCollectionChange(storeId, ({ id, ...body }: { id: string; add?: string[]; remove?: string[] }) =>
    unwrap(api.POST("/api/v1/stores/{store_id}/collections/{collection_id}/products", { ...at(storeId, id), body })),
  );
}
