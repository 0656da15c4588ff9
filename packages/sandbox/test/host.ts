import { z } from "zod";
import { createSandbox } from "../src/index.ts";

// A host for host-process.test.ts: uses a sandbox and does not dispose it.
const sandbox = createSandbox({ children: 1 });
const call = async () => {
  process.stdout.write("called\n");
  return null;
};
const tools = {
  host: { call: { description: "", input: z.null(), output: z.null(), effect: "read", call } },
} as const;
const body =
  process.argv[2] === "hang"
    ? "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);"
    : "return 1;";
const source = `import { call } from "#tools/host";\nexport async function ask() { await call(null); ${body} }`;
const program = { name: "ask", signature: "() => number", source, modules: {} };
if (process.argv[2] === "warm") {
  // What replaces a child that had to be killed keeps nothing alive by itself.
  const endless = "export function ask() { Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1); }";
  await sandbox.run({ ...program, source: endless }, [], { limits: { wallMs: 10 } });
  await sandbox.warmUp();
  process.stdout.write("warm\n");
}
await sandbox.check(program);
const outcome = await sandbox.run(program, [], { tools, limits: { wallMs: 600_000 } });
process.stdout.write(`${outcome.kind}\n`);
