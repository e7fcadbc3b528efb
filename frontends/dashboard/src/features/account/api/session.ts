"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type LoginRequest, type RegisterRequest, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

export function useMe() {
  return useQuery({
    queryKey: keys.me,
    queryFn: () => unwrap(api.GET("/api/v1/auth/me")),
    staleTime: 5 * 60_000,
  });
}

export function useLogin() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: LoginRequest) => unwrap(api.POST("/api/v1/auth/login", { body })),
    onSuccess: ({ user }) => {
      cache.clear();
      cache.setQueryData(keys.me, user);
    },
  });
}

export function useRegister() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RegisterRequest) => unwrap(api.POST("/api/v1/auth/register", { body })),
    onSuccess: ({ user }) => {
      cache.clear();
      cache.setQueryData(keys.me, user);
    },
  });
}

/** Ends the session here even when the server cannot be told: a full load drops everything held in memory. */
export function useLogout(next = "/login") {
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/auth/logout")),
     
    onSettled: () => window.location.assign(next),
  });
}
