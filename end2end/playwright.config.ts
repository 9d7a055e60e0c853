import { defineConfig } from "@playwright/test";

const launchOptions = {
  executablePath: process.env.PLUSONE_CHROMIUM,
  args: [
    // Chromium's sandbox does not work for root, as which CI runs.
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
  ],
};

export default defineConfig({
  testDir: "tests",
  workers: 2,
  // A busy machine may be too slow for a browser once. What passes only then is named as flaky at the end.
  // Only then is it traced: traces of everything cost a quarter of the time.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: process.env.PLUSONE_REPORT ?? "test-results/report.json" }]],
  use: { browserName: "chromium", launchOptions, locale: "en-US", timezoneId: "UTC", trace: "on-first-retry" },
  projects: [
    { name: "wasm", testIgnore: "**/*.noscript.spec.ts" },
    { name: "no-script", testIgnore: "**/*.hydrate.spec.ts", use: { javaScriptEnabled: false } },
  ],
});
