import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 60_000 });

const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));

/** Writes lines to `portolan mcp`, waits for the answer to a request, and closes the pipe. */
function exchange(
  lines: readonly string[],
  last: number,
  cwd: string,
): Promise<{ code: number | null; out: string[] }> {
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, bin, "mcp"], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let out = "";
  const whole = (): string[] => out.split("\n").slice(0, -1);
  child.stdout.on("data", (bytes: Buffer) => {
    out += bytes.toString();
    if (out.includes(`"id":${last}`)) child.stdin.end();
  });
  // A server that has ended reads no more.
  child.stdin.on("error", () => {});
  child.stdin.write(lines.map((line) => `${line}\n`).join(""));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out: whole() })));
}

const request = (id: number, method: string, params: object = {}): string =>
  JSON.stringify({ jsonrpc: "2.0", id, method, params });
const initialize = request(1, "initialize", {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "raw", version: "1" },
});

it("writes nothing but the protocol, bears with what is none, and touches nothing before it is used", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-mcp-"));
  const noise = [
    "no JSON",
    "{}",
    "[]",
    '"text"',
    '{"jsonrpc":"2.0"}',
    `{"jsonrpc":"2.0","method":"${"x".repeat(10_000)}"}`,
  ];
  const wrong = request(2, "tools/call", { name: "no_such_tool", arguments: {} });
  const misshapen = request(3, "tools/call", { name: 5 });
  const list = request(4, "tools/list");
  const { code, out } = await exchange([initialize, ...noise, wrong, misshapen, list], 4, cwd);
  expect(code).toBe(0);
  const answers = out.map((line) => JSON.parse(line) as { id?: number; result?: { tools?: unknown[] } });
  const numbers = answers.map(({ id }) => id).filter((id) => typeof id === "number");
  expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  expect(answers.find(({ id }) => id === 4)?.result?.tools).toHaveLength(6);
  expect(existsSync(join(cwd, ".local"))).toBe(false);
});

it("says what a message may have to a client that sends one of more, and goes on", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-mcp-"));
  const long = "x".repeat(5 * 2 ** 20);
  const called = { method: "tools/call", params: { name: "run_skill", arguments: { name: long } } };
  const tooLong = [
    JSON.stringify({ jsonrpc: "2.0", id: 2, ...called }),
    JSON.stringify({ ...called, jsonrpc: "2.0", id: "three" }),
    JSON.stringify({ jsonrpc: "2.0", id: 4, result: { content: long } }),
    JSON.stringify({ jsonrpc: "2.0", method: "notifications/x", params: { long, id: 4 } }),
    long,
  ];
  const { code, out } = await exchange([initialize, ...tooLong, request(4, "tools/list")], 4, cwd);
  expect(code).toBe(0);
  const answers = out.map(
    (line) =>
      JSON.parse(line) as { id: unknown; error?: { message: string }; result?: { tools?: unknown[] } },
  );
  const refused = answers.filter(({ error }) => error !== undefined);
  expect(refused.map(({ id }) => id)).toEqual([2, "three", null, null, null]);
  expect(refused[0]?.error?.message).toContain("must not exceed 4194304 bytes");
  expect(answers.find(({ id }) => id === 4)?.result?.tools).toHaveLength(6);
});
