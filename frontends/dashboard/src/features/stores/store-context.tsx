"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Store } from "@tradewind/api-client";
import { canEdit, canFinish, isOwner } from "./lib/access";

const StoreContext = createContext<Store | null>(null);

export function StoreProvider({ store, children }: { store: Store; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Whether what is on the page may be changed. */
export function useCanEdit(): boolean {
  return canEdit(useStore());
}

/** Whether open orders may be worked on, and things be taken out and deleted. */
export function useCanFinish(): boolean {
  return canFinish(useStore());
}

/** Whether the person owns the store. */
export function useIsOwner(): boolean {
  return isOwner(useStore());
}

/** The store the page is about. Only below the store's layout. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("useStore is used outside of a store's pages");
  return store;
}
