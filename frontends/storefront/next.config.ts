import path from "node:path";
import type { NextConfig } from "next";

const workspace = path.join(import.meta.dirname, "..");

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Content-Security-Policy", value: "base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];

const config: NextConfig = {
  output: "standalone",
  cacheComponents: true,
  partialPrefetching: true,
  cacheLife: {
    // The contract of every public page: a minute old at most where shoppers come by; an hour where nobody did.
    page: { stale: 60, revalidate: 60, expire: 3_600 },
  },
  // A page lives in memory and in the CDN; unknown addresses must never fill a disk.
  cacheMaxMemorySize: process.env.PAGE_CACHE === "off" ? 0 : 64 * 1024 * 1024,
  experimental: { isrFlushToDisk: false },
  images: { unoptimized: true },
  transpilePackages: ["@tradewind/ui", "@tradewind/api-client"],
  turbopack: { root: workspace },
  outputFileTracingRoot: workspace,
  poweredByHeader: false,
  agentRules: false,
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    {
      // Data of client navigation: a browser would serve it hours old under the document's stale-while-revalidate.
      source: "/:path*",
      has: [{ type: "header", key: "rsc" }],
      headers: [{ key: "Cache-Control", value: "public, max-age=0, s-maxage=60" }],
    },
  ],
};

export default config;
