import path from "node:path";
import type { NextConfig } from "next";

const workspace = path.join(import.meta.dirname, "..");

const config: NextConfig = {
  output: "standalone",
  transpilePackages: ["@tradewind/ui", "@tradewind/api-client"],
  turbopack: { root: workspace },
  outputFileTracingRoot: workspace,
  poweredByHeader: false,
  agentRules: false,
};

export default config;
