import type { ProductStatus } from "@tradewind/api-client";

export const STATUSES = ["active", "draft", "archived"] as const satisfies readonly ProductStatus[];
export const STOCKS = ["in", "low", "out", "untracked"] as const;
export const SORTS = ["newest", "title", "price_asc", "price_desc"] as const;

/** What narrows and orders the list; `null` does not. */
export interface ProductFilters {
  search: string;
  status: ProductStatus | null;
  stock: (typeof STOCKS)[number] | null;
  collection: string | null;
  tag: string | null;
  sort: (typeof SORTS)[number];
}

export const NO_FILTERS: ProductFilters = { search: "", status: null, stock: null, collection: null, tag: null, sort: "newest" };

/** The views every store has. */
export const BUILT_IN_VIEWS = {
  all: NO_FILTERS,
  active: { ...NO_FILTERS, status: "active" },
  draft: { ...NO_FILTERS, status: "draft" },
  out: { ...NO_FILTERS, stock: "out" },
  archived: { ...NO_FILTERS, status: "archived" },
} as const satisfies Record<string, ProductFilters>;

export function sameFilters(a: ProductFilters, b: ProductFilters): boolean {
  return (Object.keys(NO_FILTERS) as (keyof ProductFilters)[]).every((key) => a[key] === b[key]);
}

/** Whether anything narrows the list; the order does not. */
export function isNarrowed(filters: ProductFilters): boolean {
  return !sameFilters({ ...filters, sort: NO_FILTERS.sort }, NO_FILTERS);
}

/** Only filters this list knows, whatever was stored or typed. */
export function readFilters(value: unknown): ProductFilters {
  const found = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const oneOf = <T extends string>(known: readonly T[], text: unknown): T | null => known.find((one) => one === text) ?? null;
  const words = (text: unknown) => (typeof text === "string" && text.length <= 100 ? text : null);
  return {
    search: words(found.search) ?? "",
    status: oneOf(STATUSES, found.status),
    stock: oneOf(STOCKS, found.stock),
    collection: words(found.collection) || null,
    tag: words(found.tag) || null,
    sort: oneOf(SORTS, found.sort) ?? "newest",
  };
}
