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
    workers: 1,
    forbidOnly: Boolean(process.env.CI),
    // A flow that passes only the second time is named as flaky in the summary; it does not stop the rest.
    retries: process.env.CI ? 1 : 0,
    reporter: [["list"]],
    use: { baseURL: options.baseURL, trace: "retain-on-failure" },
    projects: [
      { name: "desktop", use: { ...devices["Desktop Chrome"], ...use } },
      { name: "phone", use: { ...devices["Pixel 7"], ...use } },
    ],
  });
}
