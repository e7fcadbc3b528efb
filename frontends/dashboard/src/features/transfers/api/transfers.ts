"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ImportMode, type ProductImport, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export const isWorking = (status: ProductImport["status"]) => status === "checking" || status === "running";

/** While work is under way the API is asked this often, in milliseconds. */
const PACE = 1_000;

export function useImports(storeId: string) {
  return useInfiniteQuery({
    queryKey: [...keys.imports(storeId), "list"],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/imports", {
          signal,
          params: { path: { store_id: storeId }, query: { limit: 10, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some((one) => isWorking(one.status))) ? 3 * PACE : false),
  });
}

const at = (storeId: string, importId: string) => ({ params: { path: { store_id: storeId, import_id: importId } } });

export function useImport(storeId: string, importId: string) {
  return useQuery({
    queryKey: keys.import(storeId, importId),
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/stores/{store_id}/imports/{import_id}", { ...at(storeId, importId), signal })),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.status) ? PACE : false),
  });
}

export function requestImport(storeId: string, file: File, mode: ImportMode) {
  return unwrap(
    api.POST("/api/v1/stores/{store_id}/imports", {
      params: { path: { store_id: storeId } },
      body: { filename: file.name.slice(-255), size: file.size, mode },
    }),
  );
}

export function checkImport(storeId: string, importId: string) {
  return unwrap(api.POST("/api/v1/stores/{store_id}/imports/{import_id}/check", at(storeId, importId)));
}

/** Starting and cancelling answer the import as it then is. */
export function useSteerImport(storeId: string, importId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (step: "start" | "cancel") =>
      unwrap(
        step === "start"
          ? api.POST("/api/v1/stores/{store_id}/imports/{import_id}/start", at(storeId, importId))
          : api.POST("/api/v1/stores/{store_id}/imports/{import_id}/cancel", at(storeId, importId)),
      ),
    onSuccess: (current) => cache.setQueryData(keys.import(storeId, importId), current),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.imports(storeId) }),
  });
}

export function useStartExport(storeId: string) {
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/stores/{store_id}/exports", { params: { path: { store_id: storeId } } })),
  });
}

export function useExport(storeId: string, exportId: string | undefined) {
  return useQuery({
    queryKey: ["stores", storeId, "exports", exportId],
    enabled: exportId !== undefined,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/exports/{export_id}", {
          signal,
          params: { path: { store_id: storeId, export_id: exportId ?? "" } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data && !isWorking(state.data.status) ? false : PACE),
  });
}
