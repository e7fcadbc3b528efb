"use client";

import { useCallback, useRef } from "react";
import { newIdempotencyKey } from "@tradewind/api-client";

/**
 * One `Idempotency-Key` per intent: the same body sent again (after a lost answer, say) carries the same key, so the
 * API creates one thing; a changed body is a new intent with a new key.
 */
export function useIdempotencyKey(): (body: unknown) => string {
  const last = useRef<{ body: string; key: string } | null>(null);
  return useCallback((body) => {
    const text = JSON.stringify(body);
    if (last.current?.body !== text) last.current = { body: text, key: newIdempotencyKey() };
    return last.current.key;
  }, []);
}
