import { type NextRequest, NextResponse } from "next/server";
import { readConfig, storeOrigin } from "./lib/config";
import { decide, type Decision, STATE_STATUS } from "./lib/gate";
import { robotsText } from "./lib/robots";
import { effectiveHost, hostName, isStoreSlug, NO_TENANT, type Tenant, tenantOf, tenantSegment } from "./lib/tenant";

export const config = { matcher: ["/((?!_next/|favicon\\.ico).*)"] };

const PUBLIC_API = "/api/v1/public/";

/** Host to store, store to page: every request is answered by what its host and the API say, never by a header it sent. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const settings = readConfig();
  const { pathname, searchParams } = request.nextUrl;

  if (pathname.startsWith("/internal/")) return NextResponse.next();
  if (pathname.startsWith("/api/")) {
    return pathname.startsWith(PUBLIC_API) ? NextResponse.next() : new NextResponse(null, { status: 404 });
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new NextResponse(null, { status: 405, headers: { allow: "GET, HEAD" } });
  }

  const host = effectiveHost({
    host: request.headers.get("host"),
    forwardedHost: request.headers.get("x-forwarded-host"),
    trustForwardedHost: settings.trustForwardedHost,
  });
  const tenant = tenantOf(host, searchParams, settings.rootDomain);
  if (!tenant) return render(request, NO_TENANT, { kind: "state", state: "unknown", inStore: false });
  if (pathname === "/robots.txt") return text(robotsText(storeOrigin(tenant.slug, settings)));

  const decision = await decide(tenant, pathname === "/sitemap.xml" ? "/" : pathname, searchParams);
  if (decision.kind === "moved") return redirect(request, host, tenant, decision);
  if (decision.kind === "page" && pathname === "/sitemap.xml") {
    return rewrite(request, `/feeds/sitemap/${tenant.slug}`, "", { headers: { "cache-tag": decision.tags.join(",") } });
  }
  return render(request, tenantSegment(tenant), decision);
}

function render(request: NextRequest, segment: string, decision: Exclude<Decision, { kind: "moved" }>): NextResponse {
  if (decision.kind === "page") {
    return rewrite(request, `/${segment}${decision.path}`, "", { headers: { "cache-tag": decision.tags.join(",") } });
  }
  if (decision.kind === "live") return rewrite(request, `/${segment}${decision.path}`, decision.query, { headers: liveHeaders(decision.secret) });
  const headers = new Headers({ "cache-control": "no-store", "x-robots-tag": "noindex" });
  if (decision.retryAfterSeconds) headers.set("retry-after", String(decision.retryAfterSeconds));
  const home = decision.inStore ? segment : NO_TENANT;
  return rewrite(request, `/${home}/state/${decision.state}`, "", { status: STATE_STATUS[decision.state], headers });
}

/** Kept by nobody; where the address is a key, it is not told to other sites either. */
function liveHeaders(secret: boolean): HeadersInit {
  const headers = { "cache-control": "private, no-store", "x-robots-tag": "noindex" };
  return secret ? { ...headers, "referrer-policy": "no-referrer" } : headers;
}

/** The query goes no further than this: what a page may depend on is in its path already. */
function rewrite(request: NextRequest, pathname: string, search: string, init: { status?: number; headers?: HeadersInit }) {
  const url = request.nextUrl.clone();
  url.pathname = pathname;
  url.search = search;
  return NextResponse.rewrite(url, init);
}

function redirect(request: NextRequest, host: string, tenant: Tenant, target: { store: string; path: string }): NextResponse {
  if (!isStoreSlug(target.store)) return new NextResponse(null, { status: 404 });
  const query = new URLSearchParams(request.nextUrl.search);
  let authority = host;
  if (tenant.byQuery) query.set("store", target.store);
  else authority = target.store + host.slice(hostName(host).indexOf("."));
  const scheme = readConfig().storeUrlTemplate.startsWith("http://") ? "http" : "https";
  const search = query.size > 0 ? `?${query}` : "";
  const location = `${scheme}://${authority}${target.path}${search}`;
  // A rename can be taken back, so no browser may keep the redirect for good.
  return new NextResponse(null, { status: 308, headers: { location, "cache-control": "public, max-age=60" } });
}

function text(body: string): NextResponse {
  return new NextResponse(body, { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=300" } });
}
