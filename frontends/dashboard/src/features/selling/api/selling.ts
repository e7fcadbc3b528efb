"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SaveCheckoutPolicy, type SaveShipping, type SaveTaxes, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });

/** A form holds a copy and asks by version: no refresh behind its back, and a fresh copy each time it opens. */
const forForms = { staleTime: Infinity, gcTime: 0 } as const;

export const readShipping = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/shipping", at(storeId)));
export const readTaxes = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/taxes", at(storeId)));
export const readCheckoutPolicy = (storeId: string) => unwrap(api.GET("/api/v1/stores/{store_id}/checkout-policy", at(storeId)));

export function useShipping(storeId: string) {
  return useQuery({ queryKey: keys.selling(storeId, "shipping"), queryFn: () => readShipping(storeId), ...forForms });
}

export function useTaxes(storeId: string) {
  return useQuery({ queryKey: keys.selling(storeId, "taxes"), queryFn: () => readTaxes(storeId), ...forForms });
}

export function useCheckoutPolicy(storeId: string) {
  return useQuery({ queryKey: keys.selling(storeId, "checkout-policy"), queryFn: () => readCheckoutPolicy(storeId), ...forForms });
}

export function useSaveShipping(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveShipping) => unwrap(api.PUT("/api/v1/stores/{store_id}/shipping", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(keys.selling(storeId, "shipping"), saved),
  });
}

export function useSaveTaxes(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveTaxes) => unwrap(api.PUT("/api/v1/stores/{store_id}/taxes", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(keys.selling(storeId, "taxes"), saved),
  });
}

export function useSaveCheckoutPolicy(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveCheckoutPolicy) => unwrap(api.PUT("/api/v1/stores/{store_id}/checkout-policy", { ...at(storeId), body })),
    onSuccess: (saved) => cache.setQueryData(keys.selling(storeId, "checkout-policy"), saved),
  });
}
