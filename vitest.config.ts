import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Workers and signals behave in a forked process as they do for users.
    pool: "forks",
    // An exhaustive search may take seconds on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { include: ["models/**/*.ts", "checks/**/*.ts"], reporter: ["text-summary", "html"] },
  },
});
