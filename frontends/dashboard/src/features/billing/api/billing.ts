"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type PlanCode, type Subscription, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { paths } from "@/lib/paths";
import { keys } from "@/lib/query";

/** Marks the address Stripe leads back to, so that the page asks how it went. */
export const RETURNED = "stripe";
export type ReturnedFrom = "checkout" | "portal";
const backFrom = (page: ReturnedFrom) => `${paths.billing}?${RETURNED}=${page}`;

export function usePlans() {
  return useQuery({
    queryKey: keys.plans,
    queryFn: () => unwrap(api.GET("/api/v1/subscriptions/plans")),
    staleTime: 60 * 60_000,
  });
}

export function useSubscription() {
  return useQuery({ queryKey: keys.subscription, queryFn: () => unwrap(api.GET("/api/v1/subscriptions/current")) });
}

/** Takes what a call answers as how the account stands now. Stores may have been held or let go by it. */
function useTaken() {
  const cache = useQueryClient();
  return (subscription: Subscription) => {
    cache.setQueryData(keys.subscription, subscription);
    return cache.invalidateQueries({ queryKey: keys.stores });
  };
}

/** Asks Stripe itself: its events may still be on their way. */
export function useRefreshSubscription() {
  return useMutation({ mutationFn: () => unwrap(api.POST("/api/v1/subscriptions/refresh")), onSuccess: useTaken() });
}

/** Leads to Stripe's page for subscribing; it comes back to the billing page. */
export function useSubscribe() {
  return useMutation({
    mutationFn: ({ plan, key }: { plan: "starter" | "growth" | "pro"; key: string }) =>
      unwrap(
        api.POST("/api/v1/subscriptions/checkout", {
          body: { plan, success_path: backFrom("checkout"), cancel_path: paths.pricing },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: ({ checkout_url }) => window.location.assign(checkout_url),
  });
}

/** Leads to the account's own page at Stripe. Its address works once, so it is asked for on each click. */
export function usePortal() {
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/subscriptions/portal", { body: { return_path: backFrom("portal") } })),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}

export function usePlanPreview(plan: PlanCode) {
  return useQuery({
    queryKey: [...keys.subscription, "preview", plan],
    queryFn: () => unwrap(api.GET("/api/v1/subscriptions/preview", { params: { query: { plan } } })),
    staleTime: 0,
  });
}

export function useChangePlan() {
  return useMutation({
    mutationFn: (plan: PlanCode) => unwrap(api.POST("/api/v1/subscriptions/change", { body: { plan } })),
    onSuccess: useTaken(),
  });
}

export function useKeepStores() {
  return useMutation({
    mutationFn: (storeIds: string[]) => unwrap(api.PUT("/api/v1/subscriptions/kept-stores", { body: { store_ids: storeIds } })),
    onSuccess: useTaken(),
  });
}
