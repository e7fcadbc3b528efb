"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";
import { proofOf } from "./second-factor";

export function useAskForReset() {
  return useMutation({
    mutationFn: (email: string) => unwrap(api.POST("/api/v1/auth/password-reset", { body: { email } })),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) => unwrap(api.POST("/api/v1/auth/password-reset/confirm", { body })),
  });
}

export function useConfirmEmail() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST("/api/v1/auth/email/confirm", { body: { token } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me, exact: true }),
  });
}

export function useAskForVerification() {
  return useMutation({ mutationFn: () => unwrap(api.POST("/api/v1/auth/email/verification")) });
}

export function useChangeEmail() {
  return useMutation({
    mutationFn: ({ typed, ...body }: { email: string; password: string; typed: string }) =>
      unwrap(api.POST("/api/v1/auth/email/change", { body: { ...body, ...maybeProof(typed) } })),
  });
}

export function useChangePassword() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ typed, ...body }: { current_password: string; password: string; typed: string }) =>
      unwrap(api.POST("/api/v1/auth/password", { body: { ...body, ...maybeProof(typed) } })),
    onSuccess: () => refreshSecurity(cache),
  });
}

export function useSessions() {
  return useQuery({ queryKey: keys.sessions, queryFn: async () => (await unwrap(api.GET("/api/v1/auth/sessions"))).items });
}

export function useSecurityEvents() {
  return useQuery({
    queryKey: keys.securityEvents,
    queryFn: async () => (await unwrap(api.GET("/api/v1/auth/security-events"))).items,
  });
}

export function useEndSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) =>
      unwrap(api.DELETE("/api/v1/auth/sessions/{session_id}", { params: { path: { session_id: sessionId } } })),
    onSettled: () => refreshSecurity(cache),
  });
}

export function useEndOtherSessions() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/v1/auth/sessions")),
    onSettled: () => refreshSecurity(cache),
  });
}

export function useObstacles() {
  return useQuery({
    queryKey: keys.obstacles,
    queryFn: () => unwrap(api.GET("/api/v1/account/obstacles")),
    // What was in the way a minute ago may be settled.
    staleTime: 0,
  });
}

export function useDeleteAccount() {
  return useMutation({
    mutationFn: ({ email, password, typed }: { email: string; password: string; typed: string }) =>
      unwrap(api.POST("/api/v1/account/deletion", { body: { email, password, ...maybeProof(typed) } })),
    // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a full load drops everything held in memory
    onSuccess: () => window.location.assign("/register"),
  });
}

/** A code, where one was typed. */
function maybeProof(typed: string): object {
  return typed.trim() ? proofOf(typed) : {};
}

async function refreshSecurity(cache: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: keys.sessions }),
    cache.invalidateQueries({ queryKey: keys.securityEvents }),
  ]);
}
