import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineProject } from "vitest/config";

/** One vitest project per workspace member: jsdom, Testing Library matchers, the `@/` alias. */
export function preset(name: string, root: string) {
  return defineProject({
    plugins: [react()],
    resolve: { alias: { "@": path.join(root, "src") } },
    test: {
      name,
      root,
      environment: "jsdom",
      include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"],
      setupFiles: [path.join(import.meta.dirname, "vitest.setup.ts")],
      restoreMocks: true,
      unstubGlobals: true,
    },
  });
}
