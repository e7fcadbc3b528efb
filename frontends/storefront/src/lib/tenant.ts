/** Which store a request is for. Pure functions: the proxy and the tests use the same ones. */

const RESERVED: ReadonlySet<string> = new Set(
  (
    "www api admin app mail static dashboard storefront shop store stores checkout cart account login register " +
    "signup assets cdn media img images files help support status docs blog dev test staging prod production smtp " +
    "imap pop ftp ns ns1 ns2 mx webmail autodiscover autoconfig localhost tradewind billing pay payments stripe " +
    "webhooks webhook auth oauth sso security abuse postmaster hostmaster webmaster root null undefined"
  ).split(" "),
);

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "0.0.0.0"]);

/** A slug that a store may have: a host label, not reserved, not an internationalised (`xn--`) name. */
export function isStoreSlug(text: string): boolean {
  return LABEL.test(text) && !RESERVED.has(text) && text.slice(2, 4) !== "--";
}

/** A slug of a product or a collection as the API makes them. */
export function isSlug(text: string): boolean {
  return text.length <= 120 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

/** Host name of a Host header: lower case, without port and trailing dot. */
export function hostName(header: string | null | undefined): string {
  const text = (header ?? "").trim().toLowerCase();
  if (text.startsWith("[")) return text.slice(1, Math.max(1, text.indexOf("]")));
  return text.replace(/:\d*$/, "").replace(/\.$/, "");
}

export interface RequestHost {
  host: string | null;
  forwardedHost: string | null;
  trustForwardedHost: boolean;
}

/** The Host header that counts. A forwarded one counts only where our own edge is known to set it. */
export function effectiveHost({ host, forwardedHost, trustForwardedHost }: RequestHost): string {
  const forwarded = trustForwardedHost ? forwardedHost?.split(",")[0]?.trim() : undefined;
  return forwarded || host || "";
}

/**
 * A store and how it was addressed.
 *
 * `byQuery`: through `?store=` on the bare root domain; links then have to carry it on.
 */
export interface Tenant {
  slug: string;
  byQuery: boolean;
}

export function tenantOf(hostHeader: string, query: URLSearchParams, rootDomain: string): Tenant | null {
  const name = hostName(hostHeader);
  if (name === rootDomain || (rootDomain === "localhost" && LOOPBACK.has(name))) {
    const asked = query.get("store")?.trim().toLowerCase() ?? "";
    return isStoreSlug(asked) ? { slug: asked, byQuery: true } : null;
  }
  if (!name.endsWith(`.${rootDomain}`)) return null;
  const label = name.slice(0, -rootDomain.length - 1);
  return isStoreSlug(label) ? { slug: label, byQuery: false } : null;
}

/** No store: the neutral pages (unknown, paused, closed, unreachable) are rendered under this segment. */
export const NO_TENANT = "_";

const BY_QUERY = "~q";

/** The first path segment that the proxy writes. It names the way of addressing too, because links depend on it. */
export function tenantSegment(tenant: Tenant): string {
  return tenant.byQuery ? tenant.slug + BY_QUERY : tenant.slug;
}

export function parseTenantSegment(segment: string): Tenant | null {
  const byQuery = segment.endsWith(BY_QUERY);
  const slug = byQuery ? segment.slice(0, -BY_QUERY.length) : segment;
  return isStoreSlug(slug) ? { slug, byQuery } : null;
}
