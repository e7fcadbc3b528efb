"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CreateKey, type InviteMember, type Team, unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

const at = (storeId: string) => ({ path: { store_id: storeId } });

export function useTeam(storeId: string, enabled = true) {
  return useQuery({
    queryKey: keys.team(storeId),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store_id}/team", { params: at(storeId) })),
    enabled,
  });
}

export function useInvite(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: InviteMember) =>
      unwrap(api.POST("/api/v1/stores/{store_id}/team/invitations", { params: at(storeId), body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.team(storeId) }),
  });
}

export function useWithdraw(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) =>
      unwrap(
        api.DELETE("/api/v1/stores/{store_id}/team/invitations/{invitation_id}", {
          params: { path: { store_id: storeId, invitation_id: invitationId } },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.team(storeId) }),
  });
}

/** Shows the new role at once, and the old one again when the API says no. */
export function useChangeRole(storeId: string) {
  const cache = useQueryClient();
  const key = keys.team(storeId);
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: InviteMember["role"] }) =>
      unwrap(
        api.PATCH("/api/v1/stores/{store_id}/team/{user_id}", {
          params: { path: { store_id: storeId, user_id: userId } },
          body: { role },
        }),
      ),
    onMutate: async ({ userId, role }) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData<Team>(key);
      cache.setQueryData<Team>(key, (team) =>
        team
          ? { ...team, members: team.members.map((member) => (member.user_id === userId ? { ...member, role } : member)) }
          : team,
      );
      return { before };
    },
    onError: (_error, _input, context) => cache.setQueryData(key, context?.before),
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveMember(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) =>
      unwrap(
        api.DELETE("/api/v1/stores/{store_id}/team/{user_id}", {
          params: { path: { store_id: storeId, user_id: userId } },
        }),
      ),
    // Whoever leaves has one store less.
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.sharedStores }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.team(storeId) }),
  });
}

export function useApiKeys(storeId: string) {
  return useQuery({
    queryKey: keys.apiKeys(storeId),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store_id}/api-keys", { params: at(storeId) })),
  });
}

export function useCreateKey(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateKey) => unwrap(api.POST("/api/v1/stores/{store_id}/api-keys", { params: at(storeId), body })),
    // The answer holds a secret: it leaves memory with the dialog.
    gcTime: 0,
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.apiKeys(storeId) }),
  });
}

export function useRevokeKey(storeId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (keyId: string) =>
      unwrap(
        api.DELETE("/api/v1/stores/{store_id}/api-keys/{key_id}", {
          params: { path: { store_id: storeId, key_id: keyId } },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.apiKeys(storeId) }),
  });
}

export interface AuditQuery {
  actor_id?: string;
  action?: string;
  since?: string;
  until?: string;
}

export function useAuditLog(storeId: string, query: AuditQuery) {
  return useInfiniteQuery({
    queryKey: keys.audit(storeId, query),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/audit-log", {
          params: { path: { store_id: storeId }, query: { ...query, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useOffer(token: string) {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => unwrap(api.POST("/api/v1/invitations/preview", { body: { token } })),
    enabled: token !== "",
    staleTime: Infinity,
  });
}

export function useAccept() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST("/api/v1/invitations/accept", { body: { token } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.stores }),
  });
}
