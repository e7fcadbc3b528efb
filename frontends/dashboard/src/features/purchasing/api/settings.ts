"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type PurchasingSettingsRequest, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";

const settingsKey = (storeId: string) => ["stores", storeId, "purchasing-settings"] as const;
const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });

export const readSettings = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/purchasing-settings", at(storeId)));

export function usePurchasingSettings(storeId: string) {
  return useQuery({ queryKey: settingsKey(storeId), queryFn: () => readSettings(storeId), staleTime: Infinity, gcTime: 0 });
}

export function useSaveSettings(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PurchasingSettingsRequest) => unwrap(api.PUT("/api/v1/stores/{store_id}/purchasing-settings", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(settingsKey(storeId), saved),
  });
}
