import { defineConfig, devices } from "@playwright/test";

const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Playwright on the system's Chromium (`CHROMIUM`, else Playwright's own), desktop and phone. */
export function playwrightPreset(options: { testDir: string; baseURL: string }) {
  const executablePath = process.env.CHROMIUM;
  const use = { launchOptions: { args: chromiumArgs, ...(executablePath ? { executablePath } : {}) } };
  return defineConfig({
    testDir: options.testDir,
    outputDir: "test-results",
    // Files run beside each other: every flow has accounts, stores and addresses of its own.
    workers: 2,
    forbidOnly: Boolean(process.env.CI),
    // A flow that passes only the second time is named as flaky in the summary; it does not stop the rest.
    retries: process.env.CI ? 1 : 0,
    reporter: [["list"]],
    // Two flows share a machine that may have two cores.
    expect: { timeout: 10_000 },
    // Recording takes a quarter of the time: CI records what it repeats.
    use: { baseURL: options.baseURL, trace: process.env.CI ? "on-first-retry" : "retain-on-failure" },
    projects: [
      { name: "desktop", use: { ...devices["Desktop Chrome"], ...use } },
      { name: "phone", use: { ...devices["Pixel 7"], ...use } },
    ],
  });
}
