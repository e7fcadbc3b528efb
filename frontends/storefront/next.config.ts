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
    // The contract of every public page: at most a minute old, served stale while it is rendered anew.
    page: { stale: 60, revalidate: 60, expire: 86_400 },
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
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
