import { type NextRequest, NextResponse } from "next/server";
import { builtPath } from "@/lib/built-path";
import { loginPath } from "@/lib/paths";

const DEFAULT_API = "http://localhost:8000";
const SESSION_COOKIE = "tw_access";

/**
 * What a CDN does for the exported build, done by the server of the standalone build: `/api` goes to the API (so that
 * the browser knows one origin and cookies stay first-party), and a page with an id in its address is answered with
 * the one page built for all ids. A browser without a session is sent to the login page before anything loads; the
 * API remains the judge of the session itself.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith("/api/")) return toApi(request);
  if (!request.cookies.has(SESSION_COOKIE)) {
    return NextResponse.redirect(new URL(loginPath(pathname + search), request.url));
  }
  const built = builtPath(pathname);
  if (built === pathname) return NextResponse.next();
  const url = request.nextUrl.clone();
  url.pathname = built;
  return NextResponse.rewrite(url);
}

function toApi(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const api = process.env.API_URL || DEFAULT_API;
  const headers = new Headers(request.headers);
  // The API compares Origin with the host it is called by. Ours differs from the page's, so the comparison is made
  // here, and only a same-origin call is handed on as one.
  const origin = request.headers.get("origin");
  if (origin && hostOf(origin) === request.headers.get("host")) headers.set("origin", new URL(api).origin);
  return NextResponse.rewrite(new URL(pathname + search, api), { request: { headers } });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

export const config = { matcher: ["/api/:path*", "/", "/stores", "/stores/:path*", "/pricing", "/account", "/account/:path*"] };
