export type SettingsSection = "branding" | "policies" | "shipping" | "taxes" | "checkout" | "payments" | "research" | "pricing" | "texts" | "suppliers" | "purchasing" | "team" | "api-keys" | "audit-log";

/** Where things are. Ids go through here only, so that no path is put together by hand elsewhere. */
export const paths = {
  account: "/account",
  security: "/account/security",
  stores: "/stores",
  newStore: "/stores/new",
  pricing: "/pricing",
  billing: "/account/billing",
  store: (storeId: string) => `/stores/${storeId}`,
  settings: (storeId: string, section?: SettingsSection) => `/stores/${storeId}/settings${section ? `/${section}` : ""}`,
  research: (storeId: string) => `/stores/${storeId}/research`,
  importJobs: (storeId: string) => `/stores/${storeId}/research/imports`,
  review: (storeId: string, productId: string) => `/stores/${storeId}/products/${productId}/review`,
  supplierChanges: (storeId: string) => `/stores/${storeId}/supplier-changes`,
  purchases: (storeId: string) => `/stores/${storeId}/purchase-orders`,
  discounts: (storeId: string) => `/stores/${storeId}/discounts`,
  products: (storeId: string) => `/stores/${storeId}/products`,
  newProduct: (storeId: string) => `/stores/${storeId}/products/new`,
  product: (storeId: string, productId: string) => `/stores/${storeId}/products/${productId}`,
  collections: (storeId: string) => `/stores/${storeId}/collections`,
  newCollection: (storeId: string) => `/stores/${storeId}/collections/new`,
  collection: (storeId: string, collectionId: string) => `/stores/${storeId}/collections/${collectionId}`,
  imports: (storeId: string) => `/stores/${storeId}/imports`,
  import: (storeId: string, importId: string) => `/stores/${storeId}/imports/${importId}`,
  orders: (storeId: string) => `/stores/${storeId}/orders`,
  order: (storeId: string, orderId: string) => `/stores/${storeId}/orders/${orderId}`,
};

/**
 * The page to go to after signing in, or the stores page when `next` is not a path of this app.
 *
 * Only a path is ever followed: a full address, `//host`, `/\host` or a control character would leave the site.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next || !next.startsWith("/") || /^\/[/\\]/.test(next) || /[\u0000-\u001f\u007f\\]/.test(next)) return paths.stores;
  const url = new URL(next, "http://local.invalid");
  if (url.origin !== "http://local.invalid") return paths.stores;
  if (/^\/(login|register|forgot-password|reset-password|api)(\/|$)/.test(url.pathname)) return paths.stores;
  // Dot segments are resolved by now: "/a/..//host" has become "//host".
  if (url.pathname.startsWith("//")) return paths.stores;
  return url.pathname + url.search + url.hash;
}

/** The login page, told where to lead back to. */
export function loginPath(from?: string): string {
  const next = safeNextPath(from);
  return next === paths.stores ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}

/** `?next=` kept while switching between signing in and registering. */
export function withNext(path: string, next: string | null): string {
  const safe = safeNextPath(next);
  return safe === paths.stores ? path : `${path}?next=${encodeURIComponent(safe)}`;
}

/** Pages that need no session. */
const OPEN_PAGES = ["/login", "/register", "/join", "/forgot-password", "/reset-password", "/verify-email"];

/** Where to go when the session is over: nowhere from a page that needs none. */
export function signedOutPath(pathname: string, search: string): string | null {
  return OPEN_PAGES.includes(pathname) ? null : loginPath(pathname + search);
}
