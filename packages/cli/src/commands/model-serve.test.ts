import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { expect, it } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { startChild } from "../testing/child.ts";

it("serves, is answered by a script, and ends at Ctrl-C", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-serve-"));
  const child = startChild(
    ["model", "serve", "--inbox", "inbox", "--port", "0", "--model", "me", "--json"],
    cwd,
  );
  const lines: { type: string; url?: string; base?: string }[] = [];
  let rest = "";
  // The script: it answers every request with the number of its request, written elsewhere first.
  const listening = new Promise<string>((resolve) => {
    child.process.stdout?.on("data", (bytes: Buffer) => {
      const [...whole] = (rest + bytes.toString()).split("\n");
      rest = whole.pop() ?? "";
      for (const text of whole) {
        const line = JSON.parse(text) as { type: string; url?: string; base?: string; number?: number };
        lines.push(line);
        if (line.url) resolve(line.url);
        if (line.type !== "waiting" || line.number === 3) continue;
        const inbox = join(cwd, "inbox");
        expect(readFileSync(join(inbox, `${line.base}.request.md`), "utf8")).toContain("# Request");
        writeFileSync(join(inbox, ".script"), `reply ${line.number}`);
        renameSync(join(inbox, ".script"), join(inbox, `${line.base}.reply.md`));
      }
    });
  });
  const client = new OpenAI({ baseURL: await listening, apiKey: "none", maxRetries: 2 });
  const ask = async (content: string): Promise<string | null | undefined> =>
    (await client.chat.completions.create({ model: "me", messages: [{ role: "user", content }] })).choices[0]
      ?.message.content;
  expect(await ask("a")).toBe("reply 1");
  expect(await ask("b")).toBe("reply 2");
  expect(await ask("a")).toBe("reply 1");
  const last = ask("c");
  const told = expect(last).rejects.toMatchObject({ code: "stopped" });
  await expect.poll(() => lines.filter(({ type }) => type === "waiting").length).toBe(3);
  child.process.kill("SIGINT");
  await told;
  const { code, err } = await child.ended;
  expect({ code, err }).toEqual({ code: 0, err: "Stopping: telling the clients.\n" });
  expect(lines.map(({ type }) => type)).toEqual([
    "listening",
    "waiting",
    "answered",
    "waiting",
    "answered",
    "answered",
    "waiting",
  ]);
  expect(readdirSync(join(cwd, "inbox")).filter((file) => file.endsWith(".cancelled"))).toEqual([]);
});

it("says to a person what waits for what", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-serve-"));
  const terminal = capturedTerminal({ cwd });
  const ended = main(["model", "serve", "--inbox", "inbox", "--port", "0"], terminal);
  await expect.poll(() => terminal.out()).toContain("/v1 has the model by-hand; requests go to inbox.");
  const url = /^http\S+/.exec(terminal.out())?.[0] as string;
  const client = new OpenAI({ baseURL: url, apiKey: "none", maxRetries: 0 });
  const reply = client.responses.create({ model: "by-hand", input: "Say\u001b[2J hello." });
  await expect
    .poll(() => terminal.out())
    .toMatch(/^(0001-\w+): \d+ characters of inbox\/\1\.request\.md wait/m);
  const base = /^0001-\w+/m.exec(terminal.out())?.[0] as string;
  writeFileSync(join(cwd, "inbox", `${base}.reply.md`), "hello\n");
  expect((await reply).output_text).toBe("hello");
  expect(existsSync(join(cwd, "inbox", `${base}.request.json`))).toBe(true);
  await expect.poll(() => terminal.out()).toContain(`${base}: answered by ${base}.reply.md`);
  terminal.interrupt();
  expect(await ended).toBe(0);
});

it.each([
  [["model", "serve"], "--inbox is missing"],
  [["model", "serve", "--inbox", "x", "--port", "70000"], "--port takes a number"],
  [["model", "serve", "--inbox", "/dev/null/x", "--port", "0"], "The inbox cannot be made"],
])("%j is wrong usage", async (commandLine, message) => {
  const terminal = capturedTerminal({ cwd: mkdtempSync(join(tmpdir(), "portolan-serve-")) });
  expect(await main(commandLine, terminal)).toBe(2);
  expect(terminal.err()).toContain(message);
});
