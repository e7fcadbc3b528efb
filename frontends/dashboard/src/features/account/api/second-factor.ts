"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export function useSecondFactor() {
  return useQuery({
    queryKey: keys.secondFactor,
    queryFn: () => unwrap(api.GET("/api/v1/auth/second-factor")),
  });
}

/** A code of the app is six digits; whatever else is typed is taken for a recovery code. */
export function proofOf(text: string): { code: string } | { recovery_code: string } {
  const typed = text.replace(/\s+/g, "");
  return /^\d{6}$/.test(typed) ? { code: typed } : { recovery_code: text.trim() };
}

export function useFinishLogin() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ challenge, typed }: { challenge: string; typed: string }) =>
      unwrap(api.POST("/api/v1/auth/login/second-factor", { body: { challenge, ...proofOf(typed) } })),
    onSuccess: ({ user }) => {
      cache.clear();
      cache.setQueryData(keys.me, user);
    },
  });
}

export function useStartEnrolment() {
  return useMutation({
    mutationFn: (password: string) => unwrap(api.POST("/api/v1/auth/second-factor", { body: { password } })),
    // The answer holds a secret: it leaves memory with the dialog.
    gcTime: 0,
  });
}

export function useConfirmEnrolment() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(api.POST("/api/v1/auth/second-factor/confirm", { body: { code: code.replace(/\s+/g, "") } })),
    gcTime: 0,
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.secondFactor }),
  });
}

export function useRenewCodes() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ password, code }: { password: string; code: string }) =>
      unwrap(api.POST("/api/v1/auth/second-factor/recovery-codes", { body: { password, code: code.replace(/\s+/g, "") } })),
    gcTime: 0,
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.secondFactor }),
  });
}

export function useDisableSecondFactor() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ password, typed }: { password: string; typed: string }) =>
      unwrap(api.POST("/api/v1/auth/second-factor/disable", { body: { password, ...proofOf(typed) } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.secondFactor }),
  });
}
