import nextVitals from "eslint-config-next/core-web-vitals";
import nextTs from "eslint-config-next/typescript";

/** Shared flat config: Next's rules, TypeScript's, and the few of our own. */
const config = [
  {
    ignores: ["**/.next/**", "**/out/**", "**/next-env.d.ts", "**/schema.d.ts", "**/test-results/**", "**/playwright-report/**"],
  },
  ...nextVitals,
  ...nextTs,
  {
    settings: { next: { rootDir: ["dashboard", "storefront"] }, react: { version: "19.3" } },
    rules: {
      "@next/next/no-img-element": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
];

export default config;
