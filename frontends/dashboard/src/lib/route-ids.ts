"use client";

import { usePathname } from "next/navigation";

/**
 * Ids out of the address, which is the only place that always has them: pages are built once for the id `_`, and
 * the server or CDN answers every id with that page, so `useParams()` would say `_`.
 */
function useSegmentAfter(name: string): string | null {
  const segments = usePathname().split("/");
  const at = segments.indexOf(name);
  const value = at === -1 ? undefined : segments[at + 1];
  return value && value !== "_" && value !== "new" ? decodeURIComponent(value) : null;
}

export function useStoreId(): string | null {
  return useSegmentAfter("stores");
}

export function useProductId(): string | null {
  return useSegmentAfter("products");
}

export function useCollectionId(): string | null {
  return useSegmentAfter("collections");
}

export function useImportId(): string | null {
  return useSegmentAfter("imports");
}

export function useOrderId(): string | null {
  return useSegmentAfter("orders");
}
