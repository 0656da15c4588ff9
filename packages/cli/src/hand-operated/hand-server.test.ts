import { mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import { type HandEvent, type HandServer, type HandServerOptions, serveByHand } from "./hand-server.ts";

/** An endpoint with a person who answers by a rule; without one, nobody does. */
async function endpoint(options: Partial<HandServerOptions> & { answer?: (base: string) => void } = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "portolan-inbox-"));
  const events: HandEvent[] = [];
  const listeners = new Set<() => void>();
  const server = await serveByHand({
    folder,
    model: "me",
    port: 0,
    settleMs: 10,
    ...options,
    onEvent(event) {
      events.push(event);
      if (event.type === "waiting") options.answer?.(event.base);
      for (const listener of listeners) listener();
    },
  });
  open.push(server);
  const client = new OpenAI({ baseURL: server.url, apiKey: "none", maxRetries: 0 });
  const put = (name: string, text: string): void => {
    writeFileSync(join(folder, "unfinished"), text);
    renameSync(join(folder, "unfinished"), join(folder, name));
  };
  const happened = <Type extends HandEvent["type"]>(type: Type, times = 1) =>
    new Promise<Extract<HandEvent, { type: Type }>>((resolve) => {
      const look = (): void => {
        const found = events.filter((event) => event.type === type);
        if (found.length >= times) resolve(found[times - 1] as Extract<HandEvent, { type: Type }>);
      };
      listeners.add(look);
      look();
    });
  return { server, client, folder, events, put, happened };
}

const open: HandServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const ask = (content: string) => ({ model: "me", messages: [{ role: "user" as const, content }] });
async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream) continue;
}

const long = "Zwölf 🦊 foxes\n".repeat(100);

describe("an endpoint that is answered by hand", () => {
  it("answers chat with the file that is put beside the request", async () => {
    const { client, folder, put, happened } = await endpoint();
    const reply = client.chat.completions.create({ ...ask("What is 6 × 7?"), temperature: 0.5 });
    const { base } = await happened("waiting");
    expect(base).toMatch(/^0001-[0-9a-f]{12}$/);
    const page = readFileSync(join(folder, `${base}.request.md`), "utf8");
    expect(page).toContain("## user\n\n```text\nWhat is 6 × 7?\n```");
    expect(page).toContain('"temperature": 0.5');
    expect(JSON.parse(readFileSync(join(folder, `${base}.request.json`), "utf8"))).toEqual({
      ...ask("What is 6 × 7?"),
      temperature: 0.5,
    });
    put(`${base}.reply.md`, "42\n");
    expect((await reply).choices[0]).toMatchObject({ message: { content: "42" }, finish_reason: "stop" });
    expect((await reply).usage).toMatchObject({ prompt_tokens: 4, completion_tokens: 1 });
  });

  it("answers all four forms alike, and asks once for the same question streamed or not", async () => {
    const { client, events, put, happened } = await endpoint();
    const plain = client.chat.completions.create(ask("x"));
    const streamed = (async () => {
      let text = "";
      let tokens = 0;
      for await (const chunk of await client.chat.completions.create({
        ...ask("x"),
        stream: true,
        stream_options: { include_usage: true },
      })) {
        text += chunk.choices[0]?.delta.content ?? "";
        tokens += chunk.usage?.total_tokens ?? 0;
      }
      return { text, tokens };
    })();
    const { base } = await happened("waiting", 2);
    put(`${base}.reply.md`, long);
    expect((await plain).choices[0]?.message.content).toBe(long.trimEnd());
    expect(await streamed).toEqual({ text: long.trimEnd(), tokens: (await plain).usage?.total_tokens });

    const response = client.responses.create({ model: "me", instructions: "Be brief.", input: "x" });
    const other = await happened("waiting", 3);
    put(`${other.base}.reply.md`, long);
    expect((await response).output_text).toBe(long.trimEnd());
    let text = "";
    let status: string | undefined;
    for await (const event of await client.responses.create({
      model: "me",
      instructions: "Be brief.",
      input: "x",
      stream: true,
    })) {
      if (event.type === "response.output_text.delta") text += event.delta;
      if (event.type === "response.completed") status = event.response.status;
    }
    expect({ text, status }).toEqual({ text: long.trimEnd(), status: "completed" });
    expect(events.filter(({ type }) => type === "waiting")).toHaveLength(3);
  });

  it("says how a reply ended, refuses, and fails, as its JSON says", async () => {
    const { client, put, happened, server } = await endpoint();
    const answers = [
      { text: "cut", finish_reason: "length" },
      { refusal: "No." },
      { error: { status: 429, message: "Later.", code: "rate_limit", retry_after_s: 3 } },
    ];
    const settled: PromiseSettledResult<OpenAI.ChatCompletion>[] = [];
    for (const [i, answer] of answers.entries()) {
      const reply = client.chat.completions.create(ask(`${i}`));
      const { base } = await happened("waiting", i + 1);
      put(`${base}.reply.json`, JSON.stringify(answer));
      settled.push(...(await Promise.allSettled([reply])));
    }
    expect(settled).toMatchObject([
      { value: { choices: [{ finish_reason: "length", message: { content: "cut" } }] } },
      { value: { choices: [{ message: { content: null, refusal: "No." } }] } },
      { reason: { status: 429, message: "429 Later.", code: "rate_limit" } },
    ]);
    const cut = client.responses.create({ model: "me", input: "long" });
    const { base } = await happened("waiting", 4);
    put(`${base}.reply.json`, JSON.stringify({ text: "so far", finish_reason: "length", reasoning: "hm" }));
    expect(await cut).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output_text: "so far",
    });
    let thought = "";
    for await (const event of await client.responses.create({ model: "me", input: "long", stream: true })) {
      if (event.type === "response.reasoning_summary_text.delta") thought += event.delta;
    }
    expect(thought).toBe("hm");
    const stream = await client.chat.completions.create({ ...ask("failing"), stream: true });
    put(`${(await happened("waiting", 5)).base}.reply.json`, '{"error":{"status":500,"message":"Broken."}}');
    await expect(drain(stream)).rejects.toThrow("Broken.");
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  });

  it("says that a reply is none, and waits for a better one", async () => {
    const { client, put, happened } = await endpoint();
    const reply = client.chat.completions.create(ask("x"));
    const { base } = await happened("waiting");
    put(`${base}.reply.json`, '{"txt": "typing error"}');
    expect(await happened("reply-wrong")).toMatchObject({ base, problem: expect.stringMatching(/none of/) });
    put(`${base}.reply.json`, '{"text": "fine"}');
    expect((await reply).choices[0]?.message.content).toBe("fine");
  });

  it("keeps several requests apart, whatever the order of the replies", async () => {
    const { client, put, happened } = await endpoint();
    const replies = ["a", "b", "c"].map(async (letter, i) => {
      const reply = client.chat.completions.create(ask(letter));
      return { reply, base: (await happened("waiting", i + 1)).base };
    });
    const asked = await Promise.all(replies);
    const texts = new Map(
      await Promise.all(
        asked.toReversed().map(async ({ base, reply }) => {
          put(`${base}.reply.md`, `reply to ${base}`);
          return [base, (await reply).choices[0]?.message.content] as const;
        }),
      ),
    );
    expect(new Set(texts.keys()).size).toBe(3);
    for (const [base, text] of texts) expect(text).toBe(`reply to ${base}`);
  });

  it("marks what nobody waits for, and waits again when it is asked again", async () => {
    const { client, folder, put, happened } = await endpoint();
    const leaving = new AbortController();
    const gone = client.chat.completions.create(ask("x"), { signal: leaving.signal });
    const { base } = await happened("waiting");
    leaving.abort();
    await expect(gone).rejects.toThrow(/abort/i);
    await happened("cancelled");
    expect(readdirSync(folder)).toContain(`${base}.cancelled`);
    const again = client.chat.completions.create(ask("x"));
    expect((await happened("waiting", 2)).base).toBe(base);
    expect(readdirSync(folder)).not.toContain(`${base}.cancelled`);
    put(`${base}.reply.md`, "here");
    expect((await again).choices[0]?.message.content).toBe("here");
  });

  it("tells clients when it stops, and answers after a restart from what lies in the folder", async () => {
    const first = await endpoint();
    const waiting = first.client.chat.completions.create(ask("x"), { maxRetries: 3 });
    const x = await first.happened("waiting", 1);
    const stream = await first.client.chat.completions.create({ ...ask("y"), stream: true });
    const y = await first.happened("waiting", 2);
    const told = Promise.allSettled([waiting, drain(stream)]);
    await first.server.close();
    expect(await told).toMatchObject([
      { reason: { status: 503, code: "stopped" } },
      { reason: { code: "stopped" } },
    ]);
    first.put(`${x.base}.reply.md`, "meanwhile");
    const second = await endpoint({ folder: first.folder });
    const other = second.client.chat.completions.create(ask("z"));
    const z = await second.happened("waiting");
    expect(z.number).toBe(3);
    const again = ["x", "y"].map((letter) => second.client.chat.completions.create(ask(letter)));
    // By its place: x waits for a moment too, until its file is quiet, and may be the next that is heard of.
    second.put(`${y.base}.reply.md`, "now");
    second.put(`${z.base}.reply.md`, "new");
    const replies = await Promise.all([...again, other]);
    expect(replies.map(({ choices }) => choices[0]?.message.content)).toEqual(["meanwhile", "now", "new"]);
  });

  it("lists its one model, and has no other", async () => {
    const { client } = await endpoint();
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["me"]);
    expect((await client.models.retrieve("me")).id).toBe("me");
    await expect(client.models.retrieve("you")).rejects.toThrow(
      /404 There is no model "you" here, only "me"/,
    );
    await expect(client.chat.completions.create({ ...ask("x"), model: "you" })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
  });
});

interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

function send(url: string, sent: Sent): Promise<{ status: number; error: Record<string, unknown> }> {
  const { path = "/v1/chat/completions", method = "POST", headers = {}, body = "" } = sent;
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port, path, method, headers: { "content-type": "application/json", ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (more: string) => (text += more));
        response.on("end", () => {
          const { error } = JSON.parse(text) as { error: Record<string, unknown> };
          resolve({ status: response.statusCode ?? 0, error });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

const valid = JSON.stringify(ask("x"));
const deep = `{"model":"me","messages":[{"role":"user","content":"x"}],"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;

describe("hostile input", () => {
  it.each<[string, Sent, number, RegExp]>([
    ["a name that points here", { headers: { host: "evil.example:80" }, body: valid }, 403, /evil\.example/],
    ["a web page", { headers: { origin: "https://evil.example" }, body: valid }, 403, /web pages/],
    ["a page on loopback", { headers: { origin: "http://localhost:3000" }, body: valid }, 403, /web pages/],
    ["a form", { headers: { "content-type": "text/plain" }, body: valid }, 415, /application\/json/],
    ["a compressed body", { headers: { "content-encoding": "gzip" }, body: valid }, 415, /compressed/],
    ["a large body", { body: `"${"x".repeat(5_000)}"` }, 413, /more than 4000 bytes/],
    [
      "a large body of unknown length",
      { headers: { "transfer-encoding": "chunked" }, body: "x".repeat(900_000) },
      413,
      /4000/,
    ],
    ["no JSON", { body: "{" }, 400, /not JSON/],
    ["no UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, /UTF-8/],
    ["nothing", {}, 400, /not JSON/],
    ["another shape", { body: '{"model":"me"}' }, 400, /messages/],
    ["messages that are none", { body: '{"model":"me","messages":[5]}' }, 400, /messages\.0/],
    ["two choices", { body: JSON.stringify({ ...ask("x"), n: 2 }) }, 400, /one choice/],
    ["another path", { path: "/v1/../etc/passwd", body: valid }, 404, /There is nothing at/],
    ["a path of the prototype", { path: "/constructor", body: valid }, 404, /nothing/],
    ["another method", { method: "GET" }, 405, /use POST/],
    ["a model that is posted", { path: "/v1/models", body: valid }, 405, /use GET/],
  ])("refuses %s, and says why", async (_, sent, status, message) => {
    const { server, folder } = await endpoint({ bodyBytes: 4_000 });
    const answer = await send(server.url, sent);
    expect(answer.status).toBe(status);
    expect(answer.error["message"]).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("refuses what is nested too deeply", async () => {
    const { server } = await endpoint();
    expect(await send(server.url, { body: deep })).toMatchObject({
      status: 400,
      error: { message: expect.stringMatching(/nested too deeply/) },
    });
  });

  it("lets no more clients wait than it may", async () => {
    const { client, happened } = await endpoint({ clients: 1 });
    const waiting = client.chat.completions.create(ask("a"));
    await happened("waiting");
    await expect(client.chat.completions.create(ask("b"))).rejects.toMatchObject({
      status: 503,
      code: "busy",
    });
    waiting.catch(() => {});
  });

  it("keeps a message inside its block on the page", async () => {
    const { client, folder, happened, put } = await endpoint();
    const attack = "x\n```\n# Request 2 to me\n\nAnswer \u202e`rm -rf`\n````\n";
    const reply = client.chat.completions.create(ask(attack));
    const { base } = await happened("waiting");
    const page = readFileSync(join(folder, `${base}.request.md`), "utf8");
    expect(page).toContain("`````text\nx\n```\n# Request 2");
    expect(page).toContain("\\u202e");
    put(`${base}.reply.md`, "no");
    await reply;
  });
});
