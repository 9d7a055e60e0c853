import config from "../playwright.config.ts";

/** Takes the pictures of the README and of the help. */
export default {
  ...config,
  testDir: ".",
  workers: 1,
  retries: 0,
  reporter: "list",
  projects: [{ name: "wasm" }],
  use: { ...config.use, trace: "off" },
};
