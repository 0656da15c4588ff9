import { mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openAuditLog } from "./audit-log.ts";

const entry = {
  client: "ada",
  over: "stdio",
  tool: "run_skill",
  skill: "sum",
  outcome: "value",
  ms: 3,
} as const;

it("adds a line for each call, and begins anew where the log has grown large", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "portolan-audit-")), "deep", "audit.jsonl");
  const log = openAuditLog(path, ({ message }) => expect.fail(message));
  log.add(entry);
  log.add({ ...entry, outcome: "a\nb" });
  await log.flush();
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([entry, { outcome: "a\nb" }]);
  expect(statSync(path).mode & 0o077).toBe(0);
  truncateSync(path, 17 * 2 ** 20);
  log.add(entry);
  await log.flush();
  expect(statSync(`${path}.1`).size).toBe(17 * 2 ** 20);
  expect(readFileSync(path, "utf8").split("\n")).toHaveLength(2);
});

it("says once that it cannot be written, and lets the calls go on", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "portolan-audit-")), "file");
  writeFileSync(file, "");
  const errors: Error[] = [];
  const log = openAuditLog(join(file, "audit.jsonl"), (error) => errors.push(error));
  log.add(entry);
  log.add(entry);
  await log.flush();
  expect(errors).toHaveLength(1);
});
