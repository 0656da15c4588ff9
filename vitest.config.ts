import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@portolan/source"] },
  ssr: { resolve: { conditions: ["@portolan/source"], externalConditions: ["@portolan/source"] } },
  test: {
    include: ["packages/*/src/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/*.slow.test.ts"],
  },
});
