"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ResearchSettingsRequest, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });
const settingsKey = (storeId: string) => [...keys.research(storeId), "settings"] as const;

export const readSettings = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/research/settings", at(storeId)));

export function useResearchSettings(storeId: string) {
  return useQuery({ queryKey: settingsKey(storeId), queryFn: () => readSettings(storeId), staleTime: Infinity, gcTime: 0 });
}

export function useSaveSettings(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ResearchSettingsRequest) => unwrap(api.PUT("/api/v1/stores/{store_id}/research/settings", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(settingsKey(storeId), saved),
  });
}
