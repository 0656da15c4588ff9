// What `portolan mcp` costs: its start, the tokens of its tools, and calls of it against the same calls of the library.
// `node --conditions=@portolan/source packages/cli/scripts/measure-mcp.ts [--calls N]`, on a machine that does nothing else.
import { mkdtempSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serve, startMs } from "./measure-mcp/clients.ts";
import { median, timesOf, type Ways } from "./measure-mcp/in-turn.ts";
import { openOwnLibrary } from "./measure-mcp/own-library.ts";

const { values } = parseArgs({ options: { calls: { type: "string", default: "100" } } });
/** Calls that are timed of each kind. */
const calls = Number(values.calls);
const warmUps = 60;

const load = loadavg().map((one) => one.toFixed(1));
console.log(`${availableParallelism()} cores, load ${load.join(", ")}, Node ${process.version}`);
const starts = [await startMs(), await startMs(), await startMs(), await startMs(), await startMs()];
console.log(`from the start to the first answer: ${Math.round(median(starts))} ms`);

const folder = mkdtempSync(join(tmpdir(), "portolan-measure-"));
const audit = join(folder, "audit.jsonl");
{
  await using whole = await serve("portolan", "pipes", "modern", audit, ["--store", join(folder, "store")]);
  const { tools } = await whole.client.listTools();
  console.log(
    `the list of tools: ${Math.ceil(JSON.stringify(tools).length / 4)} tokens, at four characters each`,
  );
}
await using own = await openOwnLibrary();

for (const way of ["pipes", "HTTP"] as const) {
  for (const generation of ["legacy", "modern"] as const) {
    await using agent = await serve("portolan", way, generation, audit);
    await using empty = await serve("empty", way, generation, audit);
    await using client = await serve("canned", way, generation, audit);
    console.log(`\n${way}, ${generation === "legacy" ? "older protocol" : "2026-07-28"}`);
    for (const { what, library, call, rounds = calls } of own.tasks) {
      const ways: Record<string, Ways[string]> = { library, mcp: (index) => agent.answered(...call(index)) };
      if (call(0)[0] === "run_skill") {
        ways["a server with one empty tool"] = (index) => empty.answered(...call(index));
        ways["the client alone"] = (index) => client.answered(...call(index));
      }
      const times = await timesOf(ways, rounds, Math.min(warmUps, rounds));
      const by = (key: string): number => median(times.get(key) ?? []);
      const rest = [...times].slice(2).map(([key, each]) => `; ${key} ${median(each).toFixed(2)}`);
      console.log(
        `  ${what}: ${by("mcp").toFixed(2)} ms against ${by("library").toFixed(2)} by the library: ` +
          `${(by("mcp") / by("library")).toFixed(2)}${rest.join("")}`,
      );
    }
  }
}
