import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Json, ToolFailure } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { isPublic } from "./address.ts";
import type { Resolve } from "./http-exchange.ts";
import type { HttpGrant } from "./http-grant.ts";
import { httpTools, type HttpToolOptions } from "./http-tools.ts";

interface Site extends AsyncDisposable {
  port: number;
  seen: IncomingMessage[];
}

/** A server of this machine. */
async function site(answer: RequestListener): Promise<Site> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Answer = {
  status: number;
  text: string | null;
  base64: string | null;
  url: string;
  headers: Record<string, string>;
};

function caller(grants: HttpGrant | HttpGrant[], options: HttpToolOptions = {}) {
  const tools = httpTools(grants, options);
  return async (name: string, input: Json): Promise<Answer> => {
    const tool = tools[name];
    if (!tool) throw new Error(`no tool ${name}`);
    const given = tool.input.parse(input);
    const signal = new AbortController().signal;
    return tool.output.parse(await tool.call(given, { signal, idempotencyKey: "", by: "x" })) as never;
  };
}

/** A name service that says something else each time. */
function names(...answers: string[][]): Resolve {
  return (_, __, callback) => {
    const found = answers.length > 1 ? answers.shift() : answers[0];
    callback(
      null,
      (found ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => expect.fail("it was answered"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ToolFailure);
  return `${(error as Error).message} ${JSON.stringify((error as ToolFailure).data)}`;
}

describe("httpTools", () => {
  it("gets what a granted host says, and sends what was granted", async () => {
    await using here = await site((request, response) => {
      response.setHeader("set-cookie", "a=b");
      if (request.url === "/bytes") response.end(Buffer.from([0, 255]));
      else
        response
          .writeHead(request.url === "/none" ? 404 : 200)
          .end(`${request.method} ${String(request.headers["x-key"])}`);
    });
    const host = `http://localhost:${here.port}`;
    const call = caller({ host, methods: ["GET", "POST"], headers: { "x-key": "k" } });
    expect(await call("get", { url: `${host}/a` })).toMatchObject({ status: 200, text: "GET k" });
    expect(await call("get", { url: `${host}/none` })).toMatchObject({ status: 404 });
    expect(await call("get", { url: `${host}/bytes` })).toMatchObject({ text: null, base64: "AP8=" });
    const sent = await call("send", { url: host, method: "POST", text: "x", headers: { "x-key": "mine" } });
    expect(sent.text).toBe("POST k");
    expect(sent.headers).not.toHaveProperty("set-cookie");
    expect(Object.keys(httpTools({ host }))).toEqual(["get", "head"]);
    expect(httpTools({ host, methods: ["POST"] })["send"]?.effect).toBe("write");
    await expect(call("send", { url: host, method: "DELETE" })).rejects.toThrow("POST");
  });

  it("says what is granted where a request is not", async () => {
    const call = caller([{ host: "api.example.com" }, { host: "b.example.com", methods: ["POST"] }]);
    expect(await refusal(call("get", { url: "https://evil.example/" }))).toContain(
      "GET, HEAD https://api.example.com",
    );
    expect(await refusal(call("get", { url: "https://b.example.com/" }))).toContain(
      "POST https://b.example.com",
    );
    for (const url of [
      "http://api.example.com/",
      "https://api.example.com:444/",
      "https://api.example.com.evil.example/",
      "https://api.example.com@evil.example/",
      "https://evil.example/?https://api.example.com/",
      "https://API.example.com%2eevil.example/",
      "file:///etc/passwd",
      "ftp://api.example.com/",
      "data:,x",
      "api.example.com",
      "",
    ])
      expect(await refusal(call("get", { url })), url).toMatch(/not granted|no URL|name and password/);
  });

  it.each([
    "*",
    "*.example.com",
    "a b",
    "https://a.example/path",
    "https://u:p@a.example",
    "ftp://a",
    "",
    "?x",
  ])("does not take %j for a host", (host) => {
    expect(() => httpTools({ host })).toThrow("no host that can be granted");
  });
});

describe("an attack by HTTP", () => {
  it("is not by a redirect: each step needs a grant, and keys stay with the host they are for", async () => {
    await using inside = await site((_, response) => void response.end("inside"));
    await using front = await site((request, response) => {
      const to = new URL(request.url ?? "", "http://x").searchParams.get("to");
      if (to === null) response.end("front");
      else response.writeHead(302, { location: to }).end();
    });
    const at = `http://localhost:${front.port}`;
    const other = `http://localhost:${inside.port}`;
    const ask = (to: string): string => `${at}/?to=${encodeURIComponent(to)}`;
    const call = caller([{ host: at, headers: { authorization: "front's" } }]);
    for (const to of [
      other,
      `http://127.0.0.1:${inside.port}`,
      "http://169.254.169.254/latest",
      "file:///etc/passwd",
    ])
      expect(await refusal(call("get", { url: ask(to) })), to).toMatch(/redirects, and .* not granted/);
    expect(inside.seen).toEqual([]);
    expect((await call("get", { url: ask("/") })).text).toBe("front");
    expect(await refusal(call("get", { url: ask(ask("/?to=%2F%3Fto%3D")) }))).toMatch(
      /redirect|URL|not granted/,
    );
    const both = caller([{ host: at, headers: { authorization: "front's" } }, { host: other }]);
    const headers = { "x-api-key": "mine", accept: "text/plain" };
    expect(await both("get", { url: ask(other), headers })).toMatchObject({
      text: "inside",
      url: `${other}/`,
    });
    expect(inside.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(inside.seen[0]?.headers).not.toHaveProperty("x-api-key");
    const posting = caller({ host: at, methods: ["POST"] });
    expect(await posting("send", { url: ask(other), method: "POST" })).toMatchObject({ status: 302 });
  });

  it("is not by redirects without end", async () => {
    await using here = await site(
      (request, response) => void response.writeHead(307, { location: request.url }).end(),
    );
    const host = `http://localhost:${here.port}`;
    expect(await refusal(caller({ host })("get", { url: host }))).toContain("more than 5 redirects");
  });

  it("is not by a name that leads inside, at once, later, or beside an address outside", async () => {
    await using here = await site((_, response) => void response.end("inside"));
    const host = `http://rebind.example:${here.port}`;
    const leads = async (...answers: string[][]): Promise<string> =>
      refusal(caller({ host }, { resolve: names(...answers) })("get", { url: host }));
    expect(await leads(["127.0.0.1"])).toContain("private network");
    expect(await leads(["::1"])).toContain("private network");
    expect(await leads(["::ffff:127.0.0.1"])).toContain("private network");
    expect(await leads(["203.0.113.9", "127.0.0.1"])).toContain("private network");
    expect(await leads([])).toContain("private network");
    expect(here.seen).toEqual([]);
    const granted = caller({ host, private: true }, { resolve: names(["127.0.0.1"]) });
    expect((await granted("get", { url: host })).text).toBe("inside");
  });

  it("looks a name up once for each connection, and connects to what it looked at", async () => {
    await using here = await site((_, response) => void response.end("inside"));
    let lookups = 0;
    const resolve: Resolve = (_, __, callback) => {
      lookups++;
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    };
    const host = `http://once.example:${here.port}`;
    await caller({ host, private: true }, { resolve })("get", { url: host });
    expect(lookups).toBe(1);
  });

  it("is not by an address in another spelling", async () => {
    const inside = [
      "127.0.0.1",
      "0.0.0.0",
      "10.1.2.3",
      "172.31.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
    ];
    const six = [
      "::",
      "::1",
      "fe80::1",
      "fc00::1",
      "fd12::1",
      "ff02::1",
      "::ffff:10.0.0.1",
      "64:ff9b::a00:1",
      "2002:a00:1::",
    ];
    for (const address of [...inside, ...six, "fe80::1%eth0", "no address"])
      expect(isPublic(address), address).toBe(false);
    for (const address of ["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
      expect(isPublic(address), address).toBe(true);
    const call = caller([{ host: "http://1.1.1.1" }]);
    for (const url of [
      "http://0x7f.1/",
      "http://2130706433/",
      "http://[::ffff:7f00:1]/",
      "http://127.1/",
      "http://0/",
    ])
      expect(await refusal(call("get", { url })), url).toContain("not granted");
    const refused = caller([{ host: "http://127.0.0.1:9", private: false }]);
    expect(await refusal(refused("get", { url: "http://127.0.0.1:9/" }))).toContain("private network");
  });

  it("is not by an answer that is large, packed, endless or slow", async () => {
    await using here = await site((request, response) => {
      if (request.url === "/large") response.end("x".repeat(5_000));
      else if (request.url === "/packed") {
        response.setHeader("content-encoding", "gzip");
        response.end(gzipSync(Buffer.alloc(1_000_000)));
      } else if (request.url === "/headers") response.writeHead(200, { "x-much": "x".repeat(60_000) }).end();
      else if (request.url === "/endless") {
        const more = (): void => void (response.destroyed || response.write("x".repeat(1_000), more));
        more();
      } else response.write("x");
    });
    const host = `http://localhost:${here.port}`;
    const call = caller({ host }, { answerBytes: 4_000, timeoutMs: 1_500 });
    for (const path of ["large", "packed", "endless"])
      expect(await refusal(call("get", { url: `${host}/${path}` })), path).toContain("more than 4000 bytes");
    expect(await refusal(call("get", { url: `${host}/headers` }))).toContain("cannot be reached");
    expect(await refusal(call("get", { url: `${host}/slow` }))).toMatch(
      /no whole answer.*"unavailable":true/,
    );
  });

  it("is not by a header that belongs to the connection, or breaks its line", async () => {
    await using here = await site((request, response) => void response.end(request.headers.host));
    const host = `http://localhost:${here.port}`;
    const call = caller({ host });
    for (const name of [
      "Host",
      "Transfer-Encoding",
      "content-length",
      "Connection",
      "x-forwarded-for",
      "Proxy-Authorization",
      "X-HTTP-Method-Override",
    ])
      expect(await refusal(call("get", { url: host, headers: { [name]: "x" } })), name).toContain(
        "cannot be chosen",
      );
    expect(await refusal(call("get", { url: host, headers: { a: "b\r\nHost: evil" } }))).toContain(
      "could not be sent",
    );
    expect((await call("get", { url: host })).text).toBe(`localhost:${here.port}`);
  });

  it("says that a host is out, and nothing of this network", async () => {
    const closed = await site(() => {});
    await closed[Symbol.asyncDispose]();
    const host = `http://localhost:${closed.port}`;
    expect(await refusal(caller({ host })("get", { url: host }))).toMatch(
      /^the host cannot be reached \(\w+\) \{"unavailable":true\}$/,
    );
  });
});
