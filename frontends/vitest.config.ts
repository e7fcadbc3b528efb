import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { projects: ["dashboard", "storefront", "packages/ui", "packages/api-client"], passWithNoTests: true },
});
