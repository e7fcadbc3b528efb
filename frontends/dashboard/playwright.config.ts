import { playwrightPreset } from "@tradewind/config/playwright";

/** Against a running platform: `npm run e2e -w dashboard`, with `DASHBOARD_URL` and `CHROMIUM` where they differ. */
const preset = playwrightPreset({ testDir: "./e2e", baseURL: process.env.DASHBOARD_URL ?? "http://localhost:3000" });

/** What merchants do on their phones; the rest of the dashboard runs once, on a desk. */
const onPhones = /(account|orders|palette|products)\.spec\.ts$/;

/** Moves the clock of the Stripe stand-in, which would let what others have open there expire: it runs by itself. */
const movesTime = /billing\.spec\.ts$/;

const projects = (preset.projects ?? []).map((project) => ({
  ...project,
  ...(project.name === "phone" ? { testMatch: onPhones } : { testIgnore: movesTime }),
}));
const desktop = projects.find((project) => project.name === "desktop");

export default {
  ...preset,
  // A story of several pages, each with two rounds of axe, beside another one.
  timeout: 180_000,
  projects: [...projects, { ...desktop, name: "clock", testIgnore: undefined, testMatch: movesTime }],
};
