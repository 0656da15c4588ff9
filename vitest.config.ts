import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Which tests: `slow` ones alone, the `daily` ones that take under a minute, or all that are not slow.
const which = process.env.PORTOLAN_TESTS;
const slow = which === "slow";
const files = "{packages/*/{src,attacks,fuzz,training,kernel,mastra},bench,tests}/**/*";
// They start the whole program, many processes, or go through long tables.
const notDaily = [
  "tests/{agent-day,agent-skills,docs,tidy}.test.ts",
  "bench/gate/gate.test.ts",
  "packages/core/src/coders/synth/engine/print.test.ts",
  "packages/cli/src/{bin,commands/*}.test.ts",
  "packages/sandbox/{attacks,fuzz}/**",
  "packages/sandbox/src/{call-all,conformance,create-sandbox,examples,host-process}.test.ts",
  "packages/sandbox/src/check/hostile-sources.test.ts",
  "packages/sandbox/src/{guest/frozen-realm,pool/confinement,pool/fork-runner}.test.ts",
  "packages/skills/src/store/{check-store,store-processes}.test.ts",
  "packages/skills/src/index-tiers/{index,lance-tier,library-index}.test.ts",
  "packages/skills/training/**",
];

export default defineConfig({
  resolve: { conditions: ["@portolan/source"] },
  ssr: { resolve: { conditions: ["@portolan/source"], externalConditions: ["@portolan/source"] } },
  test: {
    include: [slow ? `${files}.slow.test.ts` : `${files}.test.ts`],
    exclude: [
      "**/node_modules/**",
      ...(slow ? [] : ["**/*.slow.test.ts"]),
      ...(which === "daily" ? notDaily : []),
    ],
    // One for each core: half of the time the tests wait for processes of their own.
    maxWorkers: availableParallelism(),
    testTimeout: slow ? 300_000 : 30_000,
    hookTimeout: 30_000,
    // What is waited for comes; a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 20_000 } },
  },
});
