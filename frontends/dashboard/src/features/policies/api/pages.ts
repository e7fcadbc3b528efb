"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isProblem, type PageKind, type PutPage, type StorePage, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

const at = (storeId: string, kind: PageKind) => ({ params: { path: { store_id: storeId, kind } } });

export function usePages(storeId: string) {
  return useQuery({
    queryKey: keys.pages(storeId),
    queryFn: async () =>
      (await unwrap(api.GET("/api/v1/stores/{store_id}/pages", { params: { path: { store_id: storeId } } }))).items,
  });
}

/** The page as it is stored now; null where it is not written. */
export async function readPage(storeId: string, kind: PageKind): Promise<StorePage | null> {
  try {
    return await unwrap(api.GET("/api/v1/stores/{store_id}/pages/{kind}", at(storeId, kind)));
  } catch (error) {
    if (isProblem(error, "page_not_found")) return null;
    throw error;
  }
}

export function useTemplate(storeId: string, kind: PageKind) {
  return useMutation({
    mutationFn: () => unwrap(api.GET("/api/v1/stores/{store_id}/pages/{kind}/template", at(storeId, kind))),
  });
}

export function usePutPage(storeId: string, kind: PageKind) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PutPage) => unwrap(api.PUT("/api/v1/stores/{store_id}/pages/{kind}", { ...at(storeId, kind), body })),
    onSuccess: (page) =>
      cache.setQueryData<StorePage[]>(keys.pages(storeId), (pages = []) => [...pages.filter((one) => one.kind !== kind), page]),
  });
}

export function useDeletePage(storeId: string, kind: PageKind) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/v1/stores/{store_id}/pages/{kind}", at(storeId, kind))),
    onSuccess: () =>
      cache.setQueryData<StorePage[]>(keys.pages(storeId), (pages = []) => pages.filter((one) => one.kind !== kind)),
  });
}
