import { playwrightPreset } from "@tradewind/config/playwright";

/** Against a running platform: `npm run e2e -w dashboard`, with `DASHBOARD_URL` and `CHROMIUM` where they differ. */
export default playwrightPreset({ testDir: "./e2e", baseURL: process.env.DASHBOARD_URL ?? "http://localhost:3000" });
