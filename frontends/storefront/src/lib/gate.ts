import type { PublicProductList, PublicStore } from "@tradewind/api-client";
import type { Answer } from "./api/answer";
import { ask, paths } from "./api/upstream";
import { isProductSlug, type Tenant } from "./tenant";

/** The pages that stand for a store or product that cannot be shown. */
export const STATES = ["unknown", "paused", "closed", "unavailable", "page-missing", "product-missing", "product-gone"] as const;
export type PageState = (typeof STATES)[number];

export const STATE_STATUS: Readonly<Record<PageState, number>> = {
  unknown: 404,
  paused: 503,
  closed: 410,
  unavailable: 503,
  "page-missing": 404,
  "product-missing": 404,
  "product-gone": 410,
};

export type Decision =
  /** Render this path of the store; `tags` name what the page shows. */
  | { kind: "page"; path: string; tags: string[] }
  /** Render a state page; `inStore` within the store's own frame. */
  | { kind: "state"; state: PageState; inStore: boolean; retryAfterSeconds?: number }
  /** The store or product has another address now. */
  | { kind: "moved"; store: string; path: string };

type Ask = <T>(path: string) => Promise<Answer<T>>;

interface Wanted {
  path: string;
  page?: number;
  product?: string;
}

export const MAX_PAGE = 10_000;

/** A page number of the query; anything else is the first page. */
export function pageNumber(text: string | null): number {
  return text !== null && /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MAX_PAGE ? Number(text) : 1;
}

/** The few addresses a store has. Only these ever reach a page, so nothing else can fill the page cache. */
export function wantedPage(pathname: string, query: URLSearchParams): Wanted | null {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  if (path === "/") return { path: "", page: 1 };
  if (path === "/products") {
    const page = pageNumber(query.get("page"));
    return { path: `/products/page/${page}`, page };
  }
  if (path === "/cart" || path === "/checkout/success") return { path };
  const product = /^\/products\/([^/]+)$/.exec(path)?.[1];
  return product !== undefined && isProductSlug(product) ? { path, product } : null;
}

/** What to answer to a request for `pathname` of a store, by what the API says about it. */
export async function decide(tenant: Tenant, pathname: string, query: URLSearchParams, read: Ask = ask): Promise<Decision> {
  const wanted = wantedPage(pathname, query);
  const [store, list, product] = await Promise.all([
    read<PublicStore>(paths.store(tenant.slug)),
    wanted?.page || wanted?.product ? read<PublicProductList>(paths.list(tenant.slug, wanted.page ?? 1)) : null,
    wanted?.product ? read(paths.product(tenant.slug, wanted.product)) : null,
  ]);

  const closed = closedStore(store, pathname);
  if (closed) return closed;
  if (!wanted) {
    const state = pathname.startsWith("/products/") ? "product-missing" : "page-missing";
    return { kind: "state", state, inStore: true };
  }

  const tags = [`store:${tenant.slug}`];
  if (product && wanted.product) {
    const refused = refusedProduct(product);
    if (refused) return refused;
    tags.push(`product:${tenant.slug}:${wanted.product}`);
  } else if (list) {
    if (list.kind !== "ok") return closedStore(list, pathname) ?? unavailable(10);
    if (wanted.page !== 1 && list.body.items.length === 0) return { kind: "state", state: "page-missing", inStore: true };
  }
  return { kind: "page", path: wanted.path, tags };
}

const unavailable = (retryAfterSeconds: number): Decision => ({
  kind: "state",
  state: "unavailable",
  inStore: false,
  retryAfterSeconds,
});

function closedStore(store: Answer, pathname: string): Decision | null {
  switch (store.kind) {
    case "ok":
      return null;
    case "missing":
      return { kind: "state", state: "unknown", inStore: false };
    case "gone":
      return { kind: "state", state: "closed", inStore: false };
    case "paused":
      return { kind: "state", state: "paused", inStore: false, retryAfterSeconds: store.retryAfterSeconds };
    case "moved":
      return { kind: "moved", store: store.store, path: pathname };
    case "down":
      return unavailable(store.retryAfterSeconds);
  }
}

function refusedProduct(product: Answer): Decision | null {
  if (product.kind === "ok") return null;
  if (product.kind === "missing" && product.what === "product") return { kind: "state", state: "product-missing", inStore: true };
  if (product.kind === "gone" && product.what === "product") return { kind: "state", state: "product-gone", inStore: true };
  if (product.kind === "moved" && product.product) {
    return { kind: "moved", store: product.store, path: `/products/${product.product}` };
  }
  return closedStore(product, "/products");
}
