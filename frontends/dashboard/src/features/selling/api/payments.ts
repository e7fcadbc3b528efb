"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";
import { reportProblem } from "@/lib/report-problem";

const at = (storeId: string) => ({ params: { path: { store_id: storeId } } });

export function usePayments(storeId: string) {
  return useQuery({
    queryKey: keys.selling(storeId, "payments"),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store_id}/payments", at(storeId))),
  });
}

/** Asks Stripe itself, not what was last heard of it. */
export function useRefreshPayments(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/stores/{store_id}/payments/refresh", at(storeId))),
    onSuccess: (payments) => cache.setQueryData(keys.selling(storeId, "payments"), payments),
  });
}

/** Leads to Stripe's page for connecting; it comes back to `returnPath`. */
export function useOnboarding(storeId: string) {
  return useMutation({
    mutationFn: ({ country, returnPath }: { country: string; returnPath: string }) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/payments/onboarding", {
          ...at(storeId),
          body: { country, return_path: returnPath },
        }),
      ),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}

/** Opens Stripe's dashboard of the store's account. Its address works once, so it is asked for on each click. */
export function useStripeDashboard(storeId: string) {
  const ask = useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/stores/{store_id}/payments/dashboard", at(storeId))),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => reportProblem(error),
  });
  return { isPending: ask.isPending, open: () => ask.mutate() };
}
