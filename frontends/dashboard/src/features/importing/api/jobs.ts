"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ImportJob, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

const isMoving = ({ status }: ImportJob): boolean => status === "queued" || status === "running";

/** The store's imports, newest first; asked again every moment while one is under way. */
export function useImportJobs(storeId: string) {
  return useInfiniteQuery({
    queryKey: keys.importJobs(storeId),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/products/imports", {
          params: { path: { store_id: storeId }, query: { limit: 25, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isMoving)) ? 1_500 : false),
  });
}

export function useImportAddresses(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ urls, key }: { urls: readonly string[]; key: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/import", {
          params: { path: { store_id: storeId } },
          body: { items: urls.map((url) => ({ url })) },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.importJobs(storeId) }),
  });
}

export function useSteerJob(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ jobId, action }: { jobId: string; action: "retry" | "cancel" }) => {
      const params = { path: { store_id: storeId, job_id: jobId } };
      return action === "retry"
        ? unwrap(api.POST("/api/v1/stores/{store_id}/products/imports/{job_id}/retry", { params }))
        : unwrap(api.POST("/api/v1/stores/{store_id}/products/imports/{job_id}/cancel", { params }));
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.importJobs(storeId) }),
  });
}
