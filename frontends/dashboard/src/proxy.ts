import { type NextRequest, NextResponse } from "next/server";
import { builtPath } from "@/lib/built-path";

const DEFAULT_API = "http://localhost:8000";

/**
 * What a CDN does for the exported build, done by the server of the standalone build:
 * `/api` goes to the API (so that the browser knows one origin and cookies stay first-party), and a page with an id
 * in its address is answered with the one page built for all ids.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (pathname === "/api" || pathname.startsWith("/api/")) {
    return NextResponse.rewrite(new URL(pathname + search, process.env.API_URL || DEFAULT_API));
  }
  const built = builtPath(pathname);
  if (built === pathname) return NextResponse.next();
  const url = request.nextUrl.clone();
  url.pathname = built;
  return NextResponse.rewrite(url);
}

export const config = { matcher: ["/api/:path*", "/stores/:path*"] };
