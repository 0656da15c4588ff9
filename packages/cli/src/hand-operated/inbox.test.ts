import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type HandRequest, readRequest } from "./hand-request.ts";
import { openInbox } from "./inbox.ts";

const anHourMs = 3_600_000;

function request(content: string, more: object = {}): HandRequest {
  const body = { model: "me", messages: [{ role: "user", content }], ...more };
  const read = readRequest("chat", JSON.stringify(body));
  if ("refusal" in read) throw new Error(read.refusal.message);
  return read;
}

it("takes a reply for whole once it has not changed for a while", () => {
  const folder = mkdtempSync(join(tmpdir(), "portolan-inbox-"));
  const inbox = openInbox(folder, anHourMs);
  const slot = inbox.place(request("x"));
  expect(inbox.look(slot)).toEqual({ kind: "nothing" });
  const path = join(folder, `${slot.base}.reply.md`);
  writeFileSync(path, "half of it");
  expect(inbox.look(slot)).toEqual({ kind: "nothing" });
  const longAgo = new Date(Date.now() - 2 * anHourMs);
  utimesSync(path, longAgo, longAgo);
  expect(inbox.look(slot)).toMatchObject({ kind: "reply", reply: { text: "half of it" } });
});

it("waits for an empty file to be written, and says what is wrong with others", () => {
  const folder = mkdtempSync(join(tmpdir(), "portolan-inbox-"));
  const inbox = openInbox(folder, 0);
  const slot = inbox.place(request("x"));
  const put = (name: string, text: string | Buffer): void =>
    writeFileSync(join(folder, `${slot.base}.${name}`), text);
  put("reply.md", "");
  expect(inbox.look(slot)).toEqual({ kind: "nothing" });
  put("reply.md", Buffer.from([0xff, 0xfe]));
  expect(inbox.look(slot)).toMatchObject({ kind: "wrong", problem: "it is not UTF-8" });
  put("reply.md", "\ufefffine\r\n");
  expect(inbox.look(slot)).toMatchObject({ reply: { kind: "text", text: "fine", finish: "stop" } });
  put("reply.json", '{"error":{"status":200,"message":"?"}}');
  expect(inbox.look(slot)).toMatchObject({ kind: "wrong" });
});

it("gives the same question the same place, streamed or not, and one that has a reply first", () => {
  const folder = mkdtempSync(join(tmpdir(), "portolan-inbox-"));
  const inbox = openInbox(folder, 0);
  const first = inbox.place(request("x"));
  expect(inbox.place(request("x", { stream: true }))).toEqual(first);
  expect(inbox.place(request("y"))).toMatchObject({ number: 2 });
  expect(inbox.place(request("x", { temperature: 0 }))).toMatchObject({ number: 3 });
  const digest = first.base.slice(5);
  writeFileSync(join(folder, `0009-${digest}.reply.md`), "brought from elsewhere");
  expect(openInbox(folder, 0).place(request("x"))).toEqual({ number: 9, base: `0009-${digest}` });
  expect(inbox.place(request("z"))).toMatchObject({ number: 10 });
  expect(readdirSync(folder).filter((file) => file.startsWith("."))).toEqual([]);
});
