import type { ApprovalRequest, Json } from "@portolan/core";
import { expect, test } from "vitest";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { parseAllowedWrites } from "./allowed-writes.ts";
import { approvals } from "./approvals.ts";
import { logStream } from "./log-stream.ts";

const tool = { description: "", input: {}, output: {}, call: async () => null };
const tools = { files: { write: { ...tool, effect: "write" }, read: { ...tool, effect: "read" } } } as never;

function request(input: Json = "a", changes: Partial<ApprovalRequest> = {}): ApprovalRequest {
  const { signal } = new AbortController();
  return { tool: "files.write", description: "", by: "#skills/x", signal, input, ...changes };
}

function person(...typed: string[]) {
  const terminal = capturedTerminal({ typed });
  const { approve } = approvals(terminal, new Set(), { someoneThere: true, onIdle: () => {} });
  return { terminal, approve };
}

test("shows what is asked by whom, until it is answered", async () => {
  const { terminal, approve } = person("perhaps", "y", "NO");
  expect(await approve(request({ path: "a.md" }))).toBe(true);
  expect(terminal.err()).toBe(
    'files.write {"path":"a.md"} asked by #skills/x\n' +
      "Allow? [y]es / [n]o / [a]lways this tool: ".repeat(2),
  );
  expect(await approve(request())).toBe(false);
});

test("always is for this tool alone", async () => {
  const { approve } = person("a", "n");
  expect(await approve(request())).toBe(true);
  expect(await approve(request("other"))).toBe(true);
  expect(await approve(request("a", { tool: "mail.send" }))).toBe(false);
});

test("asks one question at a time, and an always answers those that wait", async () => {
  const { terminal, approve } = person("a");
  expect(await Promise.all([approve(request(1)), approve(request(2)), approve(request(3))])).toEqual([
    true,
    true,
    true,
  ]);
  expect(terminal.err().match(/asked by/g)).toHaveLength(1);
});

test("cuts a long input, and shows all of it when asked", async () => {
  const { terminal, approve } = person("s", "n");
  const end = "the end of it";
  await approve(request("x".repeat(500) + end));
  const [before, after] = terminal.err().split(": ", 2) as [string, string];
  expect(before).toContain("[s]how all of it");
  expect(before).not.toContain(end);
  expect(after).toContain(end);
});

test("prints nothing of an input that a terminal would obey", async () => {
  const { terminal, approve } = person("s", "n");
  await approve(request("\u001b]0;t\u0007\u202e\u009b2J"));
  expect(terminal.err()).toContain(String.raw`"\u001b]0;t\u0007\u202e\u009b2J"`);
});

test("a run that ends while a question is open refuses it", async () => {
  const { approve } = person();
  const ending = new AbortController();
  const answer = approve(request("a", { signal: ending.signal }));
  ending.abort();
  expect(await answer).toBe(false);
});

test("refuses where nobody is there, and says once what to do", async () => {
  const terminal = capturedTerminal();
  const { approve } = approvals(terminal, new Set(), { someoneThere: false, onIdle: () => {} });
  for (let i = 0; i < 2; i++) expect(await approve(request())).toMatchObject({ allowed: false });
  expect(terminal.err()).toBe(
    "refused: files.write writes, #skills/x called it, and nobody is there to be asked.\n" +
      "next:    Allow it with --allow-writes=files.write, or run this in a terminal.\n",
  );
});

test("allows beforehand all, or some", async () => {
  const answer = (given: string | boolean | undefined, asked = request()) => {
    const allowed = parseAllowedWrites(given, tools);
    const options = { someoneThere: false, onIdle: () => {} };
    return approvals(capturedTerminal(), allowed, options).approve(asked);
  };
  expect(answer(true)).toBe(true);
  expect(answer("files.write")).toBe(true);
  expect(answer("files.write", request("a", { tool: "files.remove" }))).toMatchObject({ allowed: false });
  expect(answer(undefined)).toMatchObject({ allowed: false });
  expect(() => parseAllowedWrites("files.wrte", tools)).toThrow(
    expect.objectContaining({ next: "Did you mean files.write?" }),
  );
  expect(() => parseAllowedWrites("files.read", tools)).toThrow(/files\.read/);
});

test("holds back what is logged while a question is open", async () => {
  const terminal = capturedTerminal({ typed: ["y"] });
  const asked = approvals(terminal, new Set(), { someoneThere: true, onIdle: () => logs.flush() });
  const logs = logStream(terminal.stderr, () => asked.asking);
  logs.line("before");
  const answer = asked.approve(request());
  logs.line("Allow? \u001b[2K");
  await answer;
  logs.line("after");
  expect(terminal.err()).toMatch(/^before\nfiles\.write .*\nAllow\? .*: Allow\? \\x1b\[2K\nafter\n$/);
});
