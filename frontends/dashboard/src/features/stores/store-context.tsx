"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Store } from "@tradewind/api-client";

const StoreContext = createContext<Store | null>(null);

export function StoreProvider({ store, children }: { store: Store; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/**
 * Whether what is on the page may be changed: not by viewers, and not where the plan holds the store. Orders that are
 * open are finished in a held store too: their pages ask `useCanFinish`.
 */
export function useCanEdit(): boolean {
  const store = useStore();
  return store.role !== "viewer" && store.held === null;
}

/** Whether open orders may be worked on: by everybody but viewers. */
export function useCanFinish(): boolean {
  return useStore().role !== "viewer";
}

/** The store the page is about. Only below the store's layout. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("useStore is used outside of a store's pages");
  return store;
}
