"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** A yes or no that this browser remembers, in all its tabs. No where it cannot remember anything. */
export function useStoredFlag(key: string): [boolean, (value: boolean) => void] {
  const read = () => {
    try {
      return window.localStorage.getItem(key) === "1";
    } catch {
      return false;
    }
  };
  const value = useSyncExternalStore(subscribe, read, () => false);
  const set = useCallback(
    (next: boolean) => {
      try {
        if (next) window.localStorage.setItem(key, "1");
        else window.localStorage.removeItem(key);
      } catch {
        // A browser that stores nothing shows the thing again next time.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [value, set];
}
