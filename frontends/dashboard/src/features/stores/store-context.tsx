"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Store } from "@tradewind/api-client";

const StoreContext = createContext<Store | null>(null);

export function StoreProvider({ store, children }: { store: Store; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** The store the page is about. Only below the store's layout. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("useStore is used outside of a store's pages");
  return store;
}
