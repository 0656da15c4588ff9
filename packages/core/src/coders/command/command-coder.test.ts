import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runEpisode } from "../../agent/agent.ts";
import { Budget, type BudgetLimits } from "../../budget/budget.ts";
import type { TraceEvent } from "../../events/event.ts";
import { Tracer } from "../../events/tracer.ts";
import { standardEvaluators } from "../../gate/standard-evaluators.ts";
import type { Task } from "../../task/task.ts";
import { exampleHarness } from "../../testing/example-records.ts";
import { inProcessSandbox } from "../../testing/in-process-sandbox.ts";
import { memorySink } from "../../testing/memory-sink.ts";
import type { Draft, WriteRequest } from "../coder.ts";
import { agentRequestSchema, type AgentRequest } from "./agent-protocol.ts";
import { commandCoder, type CommandCoderOptions } from "./command-coder.ts";

afterEach(() => vi.unstubAllEnvs());

const folder = mkdtempSync(join(tmpdir(), "portolan-agents-"));
let agents = 0;

/** A command line for an agent in Node; `request` is what it read. */
function agent(body: string): string {
  const path = join(folder, `agent-${++agents}.mjs`);
  writeFileSync(
    path,
    `import { text } from "node:stream/consumers";\nconst request = JSON.parse(await text(process.stdin));\n${body}\n`,
  );
  return `${process.execPath} ${path}`;
}

const task: Task = {
  id: "s/secret-id",
  suite: "s",
  name: "double",
  goal: "Twice the number.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2, 7].map((n) => ({ input: [n], output: 2 * n })),
  cases: [0, -4, 111].map((n) => ({ input: [n], output: 2 * n })),
  score: [{ input: [31_337], output: 62_674 }],
  tests: { source: "assert(candidate(4_711))", subject: "double" },
};
const request: WriteRequest = {
  task: { id: task.id, suite: "s", goal: task.goal, signature: task.signature, examples: task.examples },
  name: "double",
  skills: [],
  past: [],
};
const source = "export function double(n: number): number {\n  return 2 * n;\n}\n";
const fenced = JSON.stringify(`Here it is:\n\`\`\`ts\n${source}\`\`\`\n`);

function budgetOf(limits: Partial<BudgetLimits> = {}): Budget {
  return new Budget({ evaluations: 1_000, attempts: 3, ...limits });
}

/** What was killed and not yet waited for by its adoptive parent is there, and does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = existsSync("/proc/self/stat") ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
    return !/\) [ZX] /.test(status);
  } catch {
    return false;
  }
}

async function write(
  command: string,
  options: Partial<CommandCoderOptions> = {},
  budget = budgetOf(),
): Promise<Draft> {
  return commandCoder({ command, ...options }).write(request, budget);
}

describe("an answer", () => {
  it.each([
    ["a fenced block with words around it", `console.log(${fenced});`],
    ["a bare module", `console.log(${JSON.stringify(source)});`],
    ["JSON with the module", `console.log(JSON.stringify({ program: ${JSON.stringify(source)} }));`],
    ["JSON with a fenced block", `console.log(JSON.stringify({ program: ${fenced} }));`],
  ])("may be %s", async (_, body) => {
    expect(await write(agent(body))).toEqual({
      kind: "programs",
      programs: [{ name: "double", signature: task.signature, source }],
      cost: { evaluations: 0, requests: 1 },
    });
  });

  it("may say what it cost and which model wrote it, and the budget is charged", async () => {
    const budget = budgetOf({ tokens: 100, requests: 10 });
    const reply = { program: source, model: "m", requests: 3, tokens: 70, costUsd: 0.25 };
    const draft = await write(agent(`console.log(${JSON.stringify(JSON.stringify(reply))});`), {}, budget);
    expect(draft).toMatchObject({
      model: "m",
      cost: { evaluations: 0, requests: 3, tokens: 70, costUsd: 0.25 },
    });
    expect(budget.spent).toMatchObject({ requests: 3, tokens: 70, costUsd: 0.25 });
  });

  it("may be that there is none", async () => {
    expect(await write(agent(`console.log('{"giveUp": "too hard"}');`))).toMatchObject({
      kind: "gave-up",
      reason: "too hard",
    });
  });

  it.each([
    ["nothing", "", "It was empty"],
    ["prose", "console.log('I cannot.');", "no fenced block"],
    ["broken JSON", "console.log('{\"program\": ');", "begins like JSON"],
    ["JSON of another shape", 'console.log(\'{"programme": "x"}\');', "programme"],
    ["both", `console.log('{"program": "x", "giveUp": "y"}');`, "either program or giveUp"],
    ["a negative cost", `console.log('{"program": "x", "tokens": -1}');`, "tokens"],
    [
      "an error",
      "console.error('no key'); process.exit(1);",
      "exit code 1. Its last words on stderr: no key",
    ],
    ["a signal", "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);", "ended"],
    [
      "more than any program",
      "console.log('x'.repeat(3_000_000)); setInterval(() => {}, 1000);",
      "printed more than",
    ],
  ])("that is %s is unusable, and says why", async (_, body, why) => {
    const draft = await write(agent(body));
    expect(draft).toMatchObject({
      kind: "unusable",
      feedback: expect.stringContaining(why) as string,
      cost: { requests: 1 },
    });
  });
});

describe("a command", () => {
  it("that takes too long is ended with all that it started", async () => {
    const mark = join(folder, "late");
    const child = `setTimeout(() => require("node:fs").writeFileSync(${JSON.stringify(mark)}, ""), 1500)`;
    const body = `import { spawn } from "node:child_process";
const own = spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" });
console.error(own.pid);
setInterval(() => {}, 1000);`;
    let pid = 0;
    const onStderr = (text: string): void => void (pid = Number(text));
    expect(await write(agent(body), { timeoutMs: 1_000, onStderr })).toMatchObject({
      kind: "unusable",
      feedback: expect.stringContaining("did not answer within 1000 ms") as string,
    });
    if (pid > 0) await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
    expect(existsSync(mark)).toBe(false);
  });

  it("leaves nothing behind after its answer either, and does not wait for it", async () => {
    const body = `import { spawn } from "node:child_process";
const own = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
own.unref();
console.error(own.pid);
process.stdout.write(${fenced}, () => process.exit(0));`;
    let pid = 0;
    const draft = await write(agent(body), { onStderr: (text) => void (pid = Number(text)) });
    expect(draft.kind).toBe("programs");
    expect(pid).toBeGreaterThan(0);
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  });

  it.runIf(process.platform === "linux").each([[[]], [["env", "-u", "PORTOLAN_RUN"]]])(
    "is not outlived by what it puts into a session of its own, nor held by what escapes by %j",
    async (how) => {
      const mark = join(folder, `session-${how.length}`);
      const words = JSON.stringify([...how, "sh", "-c", `touch ${mark}; exec sleep 600`]);
      const body = `import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
const own = spawn("setsid", ${words}, { stdio: "inherit" });
own.unref();
console.error(own.pid);
while (!existsSync(${JSON.stringify(mark)})) await new Promise((resolve) => setTimeout(resolve, 20));
process.stdout.write(${fenced}, () => process.exit(0));`;
      let pid = 0;
      const draft = await write(agent(body), { onStderr: (text) => void (pid = Number(text)) });
      expect(draft.kind).toBe("programs");
      expect(pid).toBeGreaterThan(0);
      if (how.length === 0) await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
      else process.kill(pid, "SIGKILL");
    },
  );

  it.runIf(process.platform === "linux")(
    "that runs an agent itself is not outlived by that one, even where it was killed and could not see to it",
    async () => {
      const path = join(folder, "inner-pid");
      const body = `import { existsSync } from "node:fs";
import { runCommand } from ${JSON.stringify(new URL("run-command.ts", import.meta.url).href)};
const inner = "setsid sh -c 'echo $$ > ${path}.half; mv ${path}.half ${path}; exec sleep 600' & wait";
void runCommand(inner, { input: "", environment: { PATH: process.env.PATH }, timeoutMs: 600_000, mostOutput: 10 });
while (!existsSync(${JSON.stringify(path)})) await new Promise((resolve) => setTimeout(resolve, 20));
process.kill(process.pid, "SIGKILL");`;
      expect(await write(agent(body))).toMatchObject({ kind: "unusable" });
      const pid = Number(readFileSync(path, "utf8"));
      try {
        await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
      } finally {
        if (isRunning(pid)) process.kill(pid, "SIGKILL");
      }
    },
  );

  it("that is not there, or may not be run, is a wrong setting", async () => {
    await expect(write(join(folder, "no-such-agent"))).rejects.toMatchObject({ code: "config" });
    writeFileSync(join(folder, "plain"), "#!/bin/sh\n", { mode: 0o644 });
    await expect(write(join(folder, "plain"))).rejects.toMatchObject({ code: "config" });
  });

  it("that ends with 75 is not available, which is nobody's attempt", async () => {
    const gone = write(agent("console.error('over quota'); process.exit(75);"));
    await expect(gone).rejects.toMatchObject({
      code: "model-unavailable",
      message: expect.stringContaining("over quota") as string,
    });
  });

  it("is stopped with the voyage", async () => {
    const stopping = new AbortController();
    const coder = commandCoder({
      command: agent("console.error('on'); setInterval(() => {}, 1000);"),
      onStderr: () => stopping.abort(),
    });
    await expect(coder.write({ ...request, signal: stopping.signal }, budgetOf())).rejects.toMatchObject({
      code: "interrupted",
    });
  });

  it("is not asked beyond a budget, and must say what one is kept by", async () => {
    const spent = budgetOf({ requests: 1 });
    spent.spend("requests", 1);
    const silent = agent(`console.log(${fenced});`);
    await expect(write(silent, {}, spent)).rejects.toMatchObject({ code: "budget-spent" });
    await expect(write(silent, {}, budgetOf({ tokens: 10 }))).rejects.toMatchObject({ code: "config" });
  });

  it("is another coder when its files change", () => {
    const command = agent("");
    const before = commandCoder({ command }).id;
    expect(commandCoder({ command }).id).toBe(before);
    writeFileSync(command.split(" ")[1] as string, "// changed");
    expect(commandCoder({ command }).id).not.toBe(before);
  });
});

describe("what an agent is told", () => {
  const echo = (): {
    command: string;
    seen: () => AgentRequest;
    environment: () => Record<string, string>;
  } => {
    const path = join(folder, `seen-${agents}.json`);
    const command = agent(
      `import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(path)}, JSON.stringify({ request, environment: process.env }));
console.log(${fenced});`,
    );
    const read = () =>
      JSON.parse(readFileSync(path, "utf8")) as {
        request: AgentRequest;
        environment: Record<string, string>;
      };
    return { command, seen: () => read().request, environment: () => read().environment };
  };

  it("is of the protocol, with skills, tools, budget and past attempts, and without ids", async () => {
    const { command, seen } = echo();
    const past = [
      {
        attempt: 1,
        program: { name: "double", signature: "", source: "old" },
        feedback: ["It is wrong."],
        diagnostics: [{ line: 1, column: 2, message: "no", sourceLine: "x" }],
      },
      { attempt: 2, feedback: ["It was empty."] },
    ];
    const tools = { "#tools/files": "export function readText(path: string): Promise<string>;" };
    await commandCoder({ command }).write(
      { ...request, past, tools },
      budgetOf({ tokens: undefined, requests: 4 }),
    );
    expect(agentRequestSchema.parse(seen())).toEqual(seen());
    expect(seen()).toMatchObject({
      protocol: 1,
      task: { goal: "Twice the number.", function: "double", examples: task.examples },
      attempt: 3,
      past: [
        {
          attempt: 1,
          program: "old",
          feedback: ["It is wrong."],
          diagnostics: [{ line: 1, column: 2, message: "no" }],
        },
        { attempt: 2, feedback: ["It was empty."], diagnostics: [] },
      ],
      tools,
      budget: { attempts: 3, requests: 4 },
    });
    expect(JSON.stringify(seen())).not.toContain("secret-id");
  });

  it("never holds cases of the gate or of the score, nor tests, in a whole episode", async () => {
    const log = join(folder, "all.jsonl");
    const command = agent(
      `import { appendFileSync } from "node:fs";
appendFileSync(${JSON.stringify(log)}, JSON.stringify({ request, environment: process.env }) + "\\n");
const bodies = ["return n + n + 1;", "return n === 111 ? 0 : 2 * n;", "return 2 * n;"];
console.log("\`\`\`ts\\nexport function double(n: number): number {\\n  " + bodies[request.attempt - 1] + "\\n}\\n\`\`\`");`,
    );
    const sandbox = inProcessSandbox();
    const sink = memorySink();
    const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
    const harness = exampleHarness({ evaluations: 100, attempts: 5 });
    const result = await runEpisode(
      task,
      { coder: commandCoder({ command }), sandbox, evaluators: standardEvaluators(sandbox), harness },
      tracer,
    );
    expect(result).toMatchObject({ solved: true, attempts: 3, requests: 3 });
    const told = readFileSync(log, "utf8");
    const requests = told
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { request: AgentRequest }).request);
    expect(requests).toHaveLength(3);
    // The agent's own programs hold one of the numbers.
    const withoutPrograms = requests.map(({ past, ...rest }) => ({
      ...rest,
      past: past.map(({ feedback }) => feedback),
    }));
    for (const hidden of ["31337", "62674", "4711", "4_711", "111", "222", "-8"])
      expect(JSON.stringify(withoutPrograms)).not.toContain(hidden);
    expect(told).toContain("It is wrong on cases that are not shown.");
    expect(sink.events.map(({ type }: TraceEvent) => type)).toContain("program-written");
  });

  it("has the store and its server where there is a library, and else none of our variables", async () => {
    vi.stubEnv("PORTOLAN_SUITES", "/suites");
    vi.stubEnv("PORTOLAN_STORE", "/elsewhere");
    const without = echo();
    await write(without.command);
    const own = Object.keys(without.environment()).filter((name) => name.startsWith("PORTOLAN_"));
    expect(own).toEqual(["PORTOLAN_RUN"]);
    expect(without.seen()).not.toHaveProperty("mcp");
    const mcp = { command: "portolan", args: ["mcp", "--store", "/store"] };
    const having = echo();
    await write(having.command, { library: { root: "/store", mcp } });
    expect(having.seen().mcp).toEqual(mcp);
    const { PORTOLAN_STORE, PORTOLAN_MCP = "", PORTOLAN_SUITES } = having.environment();
    expect([PORTOLAN_STORE, JSON.parse(PORTOLAN_MCP), PORTOLAN_SUITES]).toEqual(["/store", mcp, undefined]);
  });
});
