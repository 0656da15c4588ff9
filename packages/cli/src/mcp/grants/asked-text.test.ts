import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, it, vi } from "vitest";
import { clientOverHttp } from "../testing/agent-client.ts";
import { testEndpoint } from "../testing/endpoint.ts";
import { askedText } from "./asked-text.ts";
import { nothingGranted } from "./grant-spec.ts";

vi.setConfig({ testTimeout: 120_000 });

it("says of a request first what goes where, whatever order the program wrote it in", () => {
  const input = {
    text: "x".repeat(50_000),
    headers: { "x-long": "y".repeat(7_000), b: "1" },
    url: "https://api.example.com:443@evil.example/\u202epath",
    method: "DELETE",
  };
  const said = askedText("web.send", input);
  expect(said).toMatch(
    /^DELETE to https:\/\/evil\.example, 50,000 bytes, 2 headers: \{"method":"DELETE","url":"https:\/\/api/,
  );
  expect(said).toContain('"b":"1"');
  expect(said).not.toMatch(/[\n\u202e]/);
  expect(said.length).toBeLessThan(6_200);
  expect(askedText("web.send", { odd: 1 })).toBe('{"odd":1}');
});

it("asks before anything is sent, and sends nothing where the answer is no", async () => {
  const seen: string[] = [];
  const site = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  const host = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const everyone = { ...nothingGranted, hosts: [{ host, methods: ["POST"] }] };
  await using endpoint = await testEndpoint({ grants: { everyone } });
  const asked: string[] = [];
  const answers = ["no", "yes, this once"];
  await using agent = await clientOverHttp(endpoint.url, "modern", {
    ask: (message) => {
      expect(seen).toEqual([]);
      asked.push(message);
      return { action: "accept", content: { answer: answers.shift() ?? "no" } };
    },
  });
  const source = `import { send } from "#tools/web";
export const post = (url: string): Promise<number | string> =>
  send({ url, text: "héllo", method: "POST" }).then(({ status }) => status, (error: Error) => error.message);
`;
  const run = (path: string) => agent.call("run_program", { source, arguments: [`${host}/${path}`] });
  expect((await run("a")).data["value"]).toContain("the user said no");
  expect(seen).toEqual([]);
  expect((await run("b")).data["value"]).toBe(200);
  expect(seen).toEqual(["POST /b"]);
  expect(asked[1]).toContain(`with web.send:\nPOST to ${host}, 6 bytes, 0 headers: `);
  site.close();
});
