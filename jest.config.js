// Types are checked by `npm run typecheck`; the tests only strip them, so that a run starts at once.
const transform = {
  "^.+\\.ts$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
  ],
};

/** @type {import("jest").Config} */
module.exports = {
  // How long a test takes says nothing of whether it is right; a machine may have other things to do.
  testTimeout: 60_000,
  projects: [
    {
      displayName: "unit",
      testEnvironment: "node",
      transform,
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "/test/emulator/"],
    },
    {
      displayName: "emulator",
      testEnvironment: "node",
      transform,
      testMatch: ["<rootDir>/test/emulator/**/*.test.ts"],
    },
  ],
};
