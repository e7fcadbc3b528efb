import { playwrightPreset } from "@tradewind/config/playwright";

/** Flows through both front ends, against a running platform (see local/with_platform.py). */
const preset = playwrightPreset({ testDir: ".", baseURL: process.env.DASHBOARD_URL ?? "http://localhost:3000" });

export default { ...preset, timeout: 240_000, expect: { timeout: 15_000 } };
