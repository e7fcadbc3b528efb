import path from "node:path";
import type { NextConfig } from "next";

const workspace = path.join(import.meta.dirname, "..");

const exporting = Boolean(process.env.BUILD_EXPORT);

const securityHeaders = [
  { key: "Content-Security-Policy", value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
];

const config: NextConfig = {
  // `standalone` runs in a container; `export` is the same app as static files behind a CDN, which then sets headers.
  output: exporting ? "export" : "standalone",
  ...(exporting ? {} : { headers: async () => [{ source: "/:path*", headers: securityHeaders }] }),
  transpilePackages: ["@tradewind/ui", "@tradewind/api-client"],
  turbopack: { root: workspace },
  outputFileTracingRoot: workspace,
  images: { unoptimized: true },
  poweredByHeader: false,
  agentRules: false,
};

export default config;
