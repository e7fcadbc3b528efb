import type { PublicProductList, PublicStore } from "@tradewind/api-client";
import type { Answer } from "./api/answer";
import { ask, askOnce, paths } from "./api/upstream";
import { readOrderLink } from "./order/link";
import { PAGE_KINDS } from "./pages";
import { readSearch, searchQuery } from "./search/query";
import { isSlug, type Tenant } from "./tenant";

/** The pages that stand for something that cannot be shown. */
export const STATES = [
  "unknown",
  "paused",
  "closed",
  "unavailable",
  "page-missing",
  "product-missing",
  "product-gone",
  "collection-missing",
  "collection-gone",
  "order-missing",
] as const;
export type PageState = (typeof STATES)[number];

export const STATE_STATUS: Readonly<Record<PageState, number>> = {
  unknown: 404,
  paused: 503,
  closed: 410,
  unavailable: 503,
  "page-missing": 404,
  "product-missing": 404,
  "product-gone": 410,
  "collection-missing": 404,
  "collection-gone": 410,
  "order-missing": 404,
};

export type Decision =
  /** Render this path of the store; `tags` name what the page shows. */
  | { kind: "page"; path: string; tags: string[] }
  /** Render for this one request, with this query. `secret`: the address itself is a key. */
  | { kind: "live"; path: string; query: string; secret: boolean }
  /** Render a state page; `inStore` within the store's own frame. */
  | { kind: "state"; state: PageState; inStore: boolean; retryAfterSeconds?: number }
  /** The store or an item of it has another address now. */
  | { kind: "moved"; store: string; path: string };

type Ask = <T>(path: string) => Promise<Answer<T>>;

export interface Readers {
  /** Remembers for a while. */
  ask: Ask;
  /** Remembers nothing. */
  askOnce: Ask;
}

/** What has to be there for a page to be shown whole. */
type Item =
  | { kind: "product" | "page"; slug: string }
  | { kind: "collection"; slug: string; page: number }
  | { kind: "collections" }
  | { kind: "order"; id: string; token: string };

interface Wanted {
  path: string;
  /** Number of the page of the product list that is shown. */
  list?: number;
  item?: Item;
  /** Query of a page that is rendered for each request. */
  live?: string;
}

export const MAX_PAGE = 10_000;

/** A page number of the query; anything else is the first page. */
export function pageNumber(text: string | null): number {
  return text !== null && /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MAX_PAGE ? Number(text) : 1;
}

const FIXED: ReadonlySet<string> = new Set(["/cart", "/checkout/success"]);

/** The few addresses a store has. Only these ever reach a page, so nothing else can fill the page cache. */
export function wantedPage(pathname: string, query: URLSearchParams): Wanted | null {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  const page = pageNumber(query.get("page"));
  if (path === "/") return { path: "", list: 1 };
  if (path === "/products") return { path: `/products/page/${page}`, list: page };
  if (path === "/collections") return { path, item: { kind: "collections" } };
  if (path === "/search") return { path, live: searchQuery(readSearch(query)) };
  if (FIXED.has(path)) return { path };
  const [, folder, name, more] = path.split("/");
  return name === undefined || more !== undefined ? null : wantedItem(path, folder ?? "", name, page, query);
}

function wantedItem(path: string, folder: string, name: string, page: number, query: URLSearchParams): Wanted | null {
  switch (folder) {
    case "products":
      return isSlug(name) ? { path, item: { kind: "product", slug: name } } : null;
    case "collections":
      return isSlug(name) ? { path: `${path}/page/${page}`, item: { kind: "collection", slug: name, page } } : null;
    case "pages":
      return PAGE_KINDS.some((kind) => kind === name) ? { path, item: { kind: "page", slug: name } } : null;
    case "orders": {
      const link = readOrderLink(name, query.get("token"));
      return link && { path, item: { kind: "order", ...link }, live: `token=${encodeURIComponent(link.token)}` };
    }
    default:
      return null;
  }
}

/** What to answer to a request for `pathname` of a store, by what the API says about it. */
export async function decide(
  tenant: Tenant,
  pathname: string,
  query: URLSearchParams,
  read: Readers = { ask, askOnce },
): Promise<Decision> {
  const wanted = wantedPage(pathname, query);
  // A product is shown with its neighbours on the shelf: asked for now, so that the page finds them in memory.
  const listed = wanted?.list ?? (wanted?.item?.kind === "product" ? 1 : null);
  const [store, list, item] = await Promise.all([
    read.ask<PublicStore>(paths.store(tenant.slug)),
    listed === null ? null : read.ask<PublicProductList>(paths.list(tenant.slug, listed)),
    wanted?.item ? readItem(tenant.slug, wanted.item, read) : null,
  ]);

  const closed = closedStore(store, pathname);
  if (closed) return closed;
  if (!wanted) return { kind: "state", state: stateOfUnknown(pathname), inStore: true };
  if (wanted.list && list) {
    if (list.kind !== "ok") return closedStore(list, pathname) ?? unavailable(10);
    if (wanted.list !== 1 && list.body.items.length === 0) return { kind: "state", state: "page-missing", inStore: true };
  }
  if (wanted.item && item) {
    const refused = refusedItem(wanted.item, item, pathname);
    if (refused) return refused;
  }
  if (wanted.live !== undefined) {
    return { kind: "live", path: wanted.path, query: wanted.live, secret: wanted.item?.kind === "order" };
  }
  return { kind: "page", path: wanted.path, tags: tagsOf(tenant.slug, wanted.item) };
}

function readItem(store: string, item: Item, read: Readers): Promise<Answer> {
  switch (item.kind) {
    case "product":
      return read.ask(paths.product(store, item.slug));
    case "page":
      return read.ask(paths.page(store, item.slug));
    case "collections":
      return read.ask(paths.collections(store));
    case "collection":
      return read.ask(paths.collection(store, item.slug, item.page));
    case "order":
      return read.askOnce(paths.order(store, item.id, item.token));
  }
}

function tagsOf(store: string, item: Item | undefined): string[] {
  const tags = [`store:${store}`];
  if (item?.kind === "product") tags.push(`product:${store}:${item.slug}`);
  return tags;
}

/** Below a folder that the shop has, the page says what is missing. */
function stateOfUnknown(pathname: string): PageState {
  if (pathname.startsWith("/products/")) return "product-missing";
  if (pathname.startsWith("/collections/")) return "collection-missing";
  return pathname.startsWith("/orders/") ? "order-missing" : "page-missing";
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

function refusedItem(item: Item, answer: Answer, pathname: string): Decision | null {
  if (answer.kind === "ok") return item.kind === "collection" ? pastTheEnd(item.page, answer.body) : null;
  if (answer.kind === "moved" && answer.path) return { kind: "moved", store: answer.store, path: answer.path };
  if ((answer.kind === "missing" || answer.kind === "gone") && answer.what === "item") {
    return { kind: "state", state: stateOfRefused(item, answer.kind), inStore: true };
  }
  return closedStore(answer, pathname);
}

function stateOfRefused(item: Item, kind: "missing" | "gone"): PageState {
  switch (item.kind) {
    case "product":
      return `product-${kind}`;
    case "collection":
      return `collection-${kind}`;
    case "order":
      return "order-missing";
    case "page":
    case "collections":
      return "page-missing";
  }
}

function pastTheEnd(page: number, body: unknown): Decision | null {
  const items = body !== null && typeof body === "object" && "items" in body ? body.items : [];
  const empty = Array.isArray(items) && items.length === 0;
  return page > 1 && empty ? { kind: "state", state: "page-missing", inStore: true } : null;
}
