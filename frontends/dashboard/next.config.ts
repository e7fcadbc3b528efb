import path from "node:path";
import type { NextConfig } from "next";

const workspace = path.join(import.meta.dirname, "..");

const config: NextConfig = {
  // `standalone` runs in a container; `export` is the same app as static files behind a CDN.
  output: process.env.BUILD_EXPORT ? "export" : "standalone",
  transpilePackages: ["@tradewind/ui", "@tradewind/api-client"],
  turbopack: { root: workspace },
  outputFileTracingRoot: workspace,
  images: { unoptimized: true },
  poweredByHeader: false,
  agentRules: false,
};

export default config;
