import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readExchanges } from "./recording-file.ts";

/** Records so many exchanges, each longer than a page, under a name of its own. */
const writer = `
const [, file, name, count] = process.argv;
const { appendExchange } = await import(${JSON.stringify(new URL("./recording-file.ts", import.meta.url).href)});
const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0 };
for (let i = 0; i < Number(count); i++) {
  const asked = { messages: [{ role: "user", content: name + i + "–".repeat(5000) }] };
  const reply = { text: name + i, finish: "stop", usage, model: "m" };
  appendExchange(file, { request: "0".repeat(64), model: "m", asked, reply, requests: 1, usages: [usage] });
}`;

it("holds every exchange of several processes, and of one that is killed all but the last", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "portolan-recording-")), "exchanges.jsonl");
  const start = (name: string, count: number) => {
    const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
    const code = ["--input-type=module", "-e", writer];
    return spawn(process.execPath, [...flags, ...code, file, name, String(count)], { stdio: "inherit" });
  };
  const names = ["a", "b", "c"];
  const children = names.map((name) => start(name, 40));
  const endless = start("endless", 1_000_000);
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0] as number));
  endless.kill("SIGKILL");
  await once(endless, "exit");
  expect(codes).toEqual([0, 0, 0]);
  const texts = readExchanges(file).map(({ reply }) => reply.text);
  for (const name of names) {
    const own = texts.filter((text) => text.startsWith(name));
    expect(own).toEqual(Array.from({ length: 40 }, (_, i) => `${name}${i}`));
  }
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  expect(lines.length - texts.length).toBeLessThanOrEqual(1);
});
