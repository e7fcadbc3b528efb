"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * The `token` behind "#", which is taken out of the address at once; null before the page knows, empty for none.
 * It lives as long as the page: a link works once, so there is nothing to come back to.
 */
export function useFragmentToken(): string | null {
  const [read] = useState(() => {
    let token: string | null = null;
    return () => (token ??= new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "");
  });
  const token = useSyncExternalStore(never, read, () => null);
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname);
  }, []);
  return token;
}
