"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ResearchItem, type ResearchRun, type ResearchSort, type ResearchStatus, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export interface ItemQuery {
  /** Null: all that are neither imported nor dismissed. */
  status: ResearchStatus | null;
  words: string;
  sort: ResearchSort;
  page: number;
  perPage: number;
}

/** @param isMoving whether an item is on its way into the shop, which is looked after until it is there. */
export function useItems(storeId: string, query: ItemQuery, isMoving: (item: ResearchItem) => boolean = () => false) {
  const { status, words, sort, page, perPage } = query;
  return useQuery({
    queryKey: [...keys.research(storeId), "items", query],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/research", {
          params: { path: { store_id: storeId }, query: { status: status ?? undefined, q: words, sort, page, per_page: perPage } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? 2_000 : false),
  });
}

export function useItem(storeId: string, itemId: string) {
  return useQuery({
    queryKey: [...keys.research(storeId), "item", itemId],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/stores/{store_id}/research/{item_id}", { params: { path: { store_id: storeId, item_id: itemId } }, signal })),
  });
}

export type Decision = "save" | "dismiss" | "restore";

export function useDecide(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ itemId, decision }: { itemId: string; decision: Decision }) => {
      const params = { path: { store_id: storeId, item_id: itemId } };
      switch (decision) {
        case "save":
          return unwrap(api.POST("/api/v1/stores/{store_id}/research/{item_id}/save", { params }));
        case "dismiss":
          return unwrap(api.POST("/api/v1/stores/{store_id}/research/{item_id}/dismiss", { params }));
        case "restore":
          return unwrap(api.POST("/api/v1/stores/{store_id}/research/{item_id}/restore", { params }));
      }
    },
    onSettled: (_item, _error, { itemId }) => {
      void cache.invalidateQueries({ queryKey: [...keys.research(storeId), "item", itemId] });
      return cache.invalidateQueries({ queryKey: [...keys.research(storeId), "items"] });
    },
  });
}

const OVER: readonly ResearchRun["status"][] = ["done", "degraded", "failed"];

export const isRunning = (run: ResearchRun | undefined): boolean => run !== undefined && !OVER.includes(run.status);

/** The runs, newest first; asked again every moment while the newest is under way. */
export function useRuns(storeId: string) {
  return useQuery({
    queryKey: [...keys.research(storeId), "runs"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/stores/{store_id}/research/runs", { params: { path: { store_id: storeId }, query: { limit: 10 } }, signal })),
    refetchInterval: ({ state }) => (isRunning(state.data?.items[0]) ? 1_000 : false),
  });
}

export function useStartRun(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/research/runs", { params: { path: { store_id: storeId } }, headers: { "Idempotency-Key": key } }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: [...keys.research(storeId), "runs"] }),
  });
}

export function useImport(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ itemIds, key }: { itemIds: readonly string[]; key: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/import", {
          params: { path: { store_id: storeId } },
          body: { items: itemIds.map((id) => ({ research_item_id: id })) },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.importJobs(storeId) });
      void cache.invalidateQueries({ queryKey: [...keys.research(storeId), "items"] });
    },
  });
}

export function useAiBudget(storeId: string) {
  return useQuery({
    queryKey: keys.aiBudget(storeId),
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/stores/{store_id}/ai-budget", { params: { path: { store_id: storeId } }, signal })),
  });
}
