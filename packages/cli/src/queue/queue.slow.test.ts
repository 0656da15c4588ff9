import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Child, startChild } from "../testing/child.ts";

const server = ["redis-server", "valkey-server"].find(
  (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0,
);
const bench =
  "bench run --suite lists --limit 3 --evaluations 1500 --seeds 0..2 --arm library --arm none --load-bearing --out experiment".split(
    " ",
  );

if (!server) console.warn("There is no redis-server and no valkey-server here: the queue is not tested.");

describe.skipIf(!server)("a queue on a real server", () => {
  let redis: ChildProcess;
  let url: string;
  const children: Child[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const flags = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    redis = spawn(server as string, flags, { cwd: freshFolder(), stdio: ["ignore", "pipe", "ignore"] });
    url = `redis://127.0.0.1:${port}`;
    for await (const text of redis.stdout as NodeJS.ReadableStream) {
      if (String(text).includes("Ready to accept connections")) break;
    }
  });

  afterAll(() => {
    for (const child of children) child.process.kill("SIGKILL");
    redis.kill("SIGKILL");
  });

  function worker(cwd: string): Child {
    const child = startChild(
      ["bench", "worker", "--queue", url, "--workers", "1", "--stalled-after", "3"],
      cwd,
    );
    children.push(child);
    return child;
  }

  test(
    "gives the records of a local run, though a worker is killed in the middle",
    { timeout: 500_000 },
    async () => {
      const [alone, together] = [freshFolder(), freshFolder()];
      expect((await startChild(bench, alone).ended).code).toBe(0);
      const planner = startChild([...bench, "--queue", url], together);
      children.push(planner);
      await planner.said("No worker is there yet");
      const [first, second] = [worker(together), worker(together)];
      await Promise.all([first.said("begun"), second.said("begun")]);
      await planner.said(" 3/18");
      first.process.kill("SIGKILL");
      await first.ended;
      const { code, err } = await planner.ended;
      expect(code, err).toBe(0);
      expect(timeless(together)).toEqual(timeless(alone));
      second.process.kill("SIGINT");
      expect((await second.ended).code).toBe(130);
    },
  );

  test("keeps a cell that fails among the failed jobs, and tries it anew", { timeout: 300_000 }, async () => {
    const cwd = freshFolder();
    const other = startChild(
      ["bench", "worker", "--queue", url, "--workers", "2", "--experiments", freshFolder()],
      cwd,
    );
    children.push(other);
    const few = [...bench, "--limit", "1", "--queue", url];
    const { code, err } = await startChild(few, cwd).ended;
    expect(code).toBe(2);
    expect(err).toMatch(/did not come to its end:\nerror: There is no experiment[^]*6 cells failed/);
    other.process.kill("SIGINT");
    await other.ended;
    worker(cwd);
    expect((await startChild(few, cwd).ended).code).toBe(0);
  });
});

test("says what to do where no queue answers", async () => {
  const url = `redis://127.0.0.1:${await freePort()}`;
  const { code, err } = await startChild(["bench", "worker", "--queue", url], freshFolder()).ended;
  expect(code).toBe(3);
  expect(err).toMatch(/error: The queue redis:\/\/127.0.0.1:\d+ cannot be reached.[^]*next: {2}Start Redis/);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "portolan-queue-"));
}

function timeless(cwd: string): unknown[] {
  const lines = readFileSync(join(cwd, "experiment", "trials.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => ({ ...(JSON.parse(line) as object), wallMs: 0 }));
}
