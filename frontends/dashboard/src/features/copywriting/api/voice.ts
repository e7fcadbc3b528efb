"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CopyVoiceRequest, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";

const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });
const voiceKey = (storeId: string) => ["stores", storeId, "copy-voice"] as const;

export const readVoice = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/copy-voice", at(storeId)));

/** A form holds a copy and asks by version: no refresh behind its back, and a fresh copy each time it opens. */
export function useVoice(storeId: string) {
  return useQuery({ queryKey: voiceKey(storeId), queryFn: () => readVoice(storeId), staleTime: Infinity, gcTime: 0 });
}

export function useSaveVoice(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: CopyVoiceRequest) => unwrap(api.PUT("/api/v1/stores/{store_id}/copy-voice", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(voiceKey(storeId), saved),
  });
}
