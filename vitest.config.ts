import { defineConfig } from "vitest/config";

const slow = process.env.PORTOLAN_SLOW === "1";

export default defineConfig({
  resolve: { conditions: ["@portolan/source"] },
  ssr: { resolve: { conditions: ["@portolan/source"], externalConditions: ["@portolan/source"] } },
  test: {
    include: slow
      ? ["{packages/*/{src,attacks,fuzz},tests}/**/*.slow.test.ts"]
      : ["{packages/*/{src,attacks,fuzz},tests}/**/*.test.ts"],
    exclude: slow ? ["**/node_modules/**"] : ["**/node_modules/**", "**/*.slow.test.ts"],
    testTimeout: slow ? 300_000 : 30_000,
    hookTimeout: 30_000,
  },
});
