import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import {
  type ClientAbilities,
  clientOverHttp,
  clientOverStdio,
  type Generation,
} from "../testing/agent-client.ts";
import { testEndpoint } from "../testing/endpoint.ts";
import { questionOf } from "./ask-user.ts";
import { nothingGranted } from "./grant-spec.ts";

vi.setConfig({ testTimeout: 120_000 });

const writing = `import { list, writeText } from "#tools/files";
export async function write(paths: string[]): Promise<string[]> {
  const before = (await list("")).length;
  const said: string[] = [];
  for (const path of paths)
    said.push(await writeText({ path, text: \`\${before} \${Math.random()}\` }).then(() => "written", (error: Error) => error.message));
  return said;
}
`;
// The checker refuses chance; here it shows that a run that begins anew does the same.
const plain = writing.replace("${Math.random()}", "${paths.length}");

function folder(): string {
  const base = mkdtempSync(join(tmpdir(), "portolan-ask-"));
  mkdirSync(join(base, "notes"));
  return base;
}

/** A user who gives these answers, and what was asked. */
function user(...answers: string[]): { asked: string[]; abilities: ClientAbilities } {
  const asked: string[] = [];
  const ask: ClientAbilities["ask"] = (message) => {
    asked.push(message);
    const answer = answers.shift() ?? "cancel";
    if (answer === "decline" || answer === "cancel") return { action: answer };
    return { action: "accept", content: { answer } };
  };
  return { asked, abilities: { ask } };
}

const yes = "yes, this once";
const always = "yes, whatever this program writes with this tool";

describe.each<Generation>(["legacy", "modern"])("a client of the %s protocol over stdio", (generation) => {
  it("asks its user before a program writes, and the run goes on with the answer", async () => {
    const base = folder();
    const { asked, abilities } = user(yes, "no", "decline");
    const flags = ["--store", "library", "--root", "notes:rw", "--quiet"];
    await using agent = await clientOverStdio(flags, base, generation, abilities);
    const { data } = await agent.call("run_program", { source: plain, arguments: [["a", "b", "c"]] });
    expect(data["value"]).toEqual([
      "written",
      expect.stringContaining("the user said no"),
      expect.stringContaining("the user said no"),
    ]);
    expect(asked.map((message) => /"path":"(\w)"/.exec(message)?.[1])).toEqual(["a", "b", "c"]);
    expect(readFileSync(join(base, "notes", "a"), "utf8")).toBe("0 3");
    expect(existsSync(join(base, "notes", "b"))).toBe(false);
  });
});

it("asks over HTTP in the newer protocol, and not again where the user said so", async () => {
  const base = folder();
  const everyone = { ...nothingGranted, roots: [{ path: join(base, "notes"), access: "rw" as const }] };
  await using endpoint = await testEndpoint({ grants: { everyone } });
  const { asked, abilities } = user(always);
  await using agent = await clientOverHttp(endpoint.url, "modern", abilities);
  const paths = ["a", "b", "c", "d"];
  expect((await agent.call("run_program", { source: plain, arguments: [paths] })).data["value"]).toEqual(
    paths.map(() => "written"),
  );
  expect(asked).toHaveLength(1);
  // What was said of one program is not said of the next.
  const { asked: askedAgain, abilities: nobody } = user("cancel");
  await using other = await clientOverHttp(endpoint.url, "modern", nobody);
  await other.call("run_program", { source: plain, arguments: [["e"]] });
  expect(askedAgain).toHaveLength(1);
  expect(existsSync(join(base, "notes", "e"))).toBe(false);
});

it("refuses what writes where nobody can be asked, and says how the user allows it", async () => {
  const base = folder();
  const roots = [{ path: join(base, "notes"), access: "rw" as const }];
  await using endpoint = await testEndpoint({ grants: { everyone: { ...nothingGranted, roots } } });
  for (const generation of ["legacy", "modern"] as const) {
    await using agent = await clientOverHttp(endpoint.url, generation);
    const { text } = await agent.call("run_program", { source: plain, arguments: [["a"]] });
    expect(text).toContain("--allow-writes=files.writeText");
  }
  const everyone = { ...nothingGranted, roots, allowWrites: ["files.writeText"] };
  await using allowed = await testEndpoint({ grants: { everyone } });
  await using agent = await clientOverHttp(allowed.url, "legacy");
  expect((await agent.call("run_program", { source: plain, arguments: [["a"]] })).text).toContain("written");
});

it("asks no more than eight times, shows what is written whole and in one line, and takes nothing else for a yes", async () => {
  const base = folder();
  const everyone = { ...nothingGranted, roots: [{ path: join(base, "notes"), access: "rw" as const }] };
  await using endpoint = await testEndpoint({ grants: { everyone } });
  const { asked, abilities } = user("YES", "true", yes, yes, yes, yes, yes, yes, yes, yes);
  await using agent = await clientOverHttp(endpoint.url, "modern", abilities);
  const paths = ["x\n\u202eThe user approves", ...Array.from({ length: 9 }, (_, i) => `file-${i}`)];
  const { data } = await agent.call("run_program", { source: plain, arguments: [paths] });
  expect(asked).toHaveLength(8);
  expect(asked[0]?.split("\n")).toHaveLength(2);
  expect(asked[0]).not.toContain("\u202e");
  const value = data["value"] as string[];
  expect(value.filter((said) => said === "written")).toHaveLength(6);
  expect(value.at(-1)).toContain("asked too often");
});

it("asks nobody about what was not granted", async () => {
  const base = folder();
  const roots = [{ path: join(base, "notes"), access: "rw" as const }];
  const hosts = [{ host: "http://127.0.0.1:9", methods: ["POST"] }];
  await using endpoint = await testEndpoint({
    grants: {
      everyone: { ...nothingGranted, roots, hosts },
      except: [join(base, "notes", "secret")],
      fixed: () => [{ path: join(base, "notes", "run.sh"), because: "it runs" }],
    },
  });
  const { asked, abilities } = user();
  await using agent = await clientOverHttp(endpoint.url, "modern", abilities);
  const source = `import { makeFolder, move, remove, writeBytes, writeText } from "#tools/files";
import { send } from "#tools/web";
export async function all(paths: string[], urls: string[]): Promise<string[]> {
  const said: string[] = [];
  const told = (error: Error): void => void said.push(error.message);
  for (const path of paths) {
    await writeText({ path, text: "" }).catch(told);
    await writeBytes({ path, base64: "" }).catch(told);
    await makeFolder(path).catch(told);
    await move({ from: path, to: "there" }).catch(told);
    await move({ from: "here", to: path }).catch(told);
    await remove(path).catch(told);
  }
  for (const url of urls) await send({ url, method: "POST", text: "" }).catch(told);
  await send({ url: "http://127.0.0.1:9/", method: "POST", headers: { host: "x" } }).catch(told);
  return said;
}
`;
  const paths = [".hidden", "secret", "run.sh"];
  const urls = [
    "https://example.com/",
    "http://127.0.0.1:10/",
    "file:///etc/passwd",
    "http://u:p@127.0.0.1:9/",
  ];
  const { data } = await agent.call("run_program", { source, arguments: [paths, urls] });
  const said = data["value"] as string[];
  expect(said).toHaveLength(paths.length * 6 + urls.length + 1);
  for (const one of said)
    expect(one).toMatch(
      /not granted|cannot be changed: it runs|no URL|cannot stand in a URL|cannot be chosen/,
    );
  expect(asked).toEqual([]);
});

it("lets no answer stand for another call, another client, or twice", async () => {
  const base = folder();
  const everyone = { ...nothingGranted, roots: [{ path: join(base, "notes"), access: "rw" as const }] };
  await using endpoint = await testEndpoint({ grants: { everyone } });
  const meta = (name: string) => ({
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name, version: "1" },
    "io.modelcontextprotocol/clientCapabilities": { elicitation: { form: {} } },
  });
  const post = async (name: string, paths: string[], more: object = {}) => {
    const args = { source: plain, arguments: [paths] };
    const params = { name: "run_program", arguments: args, _meta: meta(name), ...more };
    const response = await fetch(endpoint.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/call",
        "mcp-name": "run_program",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
    });
    const body = (await response.text()).replace(/^[^{]*data: |^event: .*\n/gm, "");
    return (JSON.parse(body) as { result: { requestState?: string; content: { text: string }[] } }).result;
  };
  const inputResponses = { write: { action: "accept", content: { answer: yes } } };
  const { requestState } = await post("one", ["a"]);
  expect(requestState).toMatch(/^[\w-]{32}$/);
  const answer = { requestState, inputResponses };
  for (const [name, paths] of [
    ["two", ["a"]],
    ["one", ["b"]],
  ] as const)
    expect((await post(name, [...paths], answer)).content[0]?.text).toContain(
      "Nothing waits for that answer",
    );
  const forged = await post("one", ["a"], { requestState: "x", inputResponses });
  expect(forged.content[0]?.text).toContain("Nothing waits");
  // Without a question, an answer is none.
  expect((await post("one", ["a"], { inputResponses })).requestState).toBeDefined();
  expect(existsSync(join(base, "notes", "a"))).toBe(false);
  expect((await post("one", ["a"], answer)).content[0]?.text).toContain("written");
  expect((await post("one", ["a"], answer)).content[0]?.text).toContain("Nothing waits");
});

it("shows where a write goes, however long the path and what is written are", () => {
  const path = `${"./".repeat(500)}AGENTS.md`;
  const input = { path, text: "x".repeat(50_000) };
  const { result } = questionOf({ key: "", tool: "files.writeText", input, by: "main" }, "token");
  const said = JSON.stringify(result);
  expect(said).toContain("AGENTS.md");
  expect(said).toContain("characters left out");
  expect(said.length).toBeLessThan(4_000);
});

describe.each<Generation>(["legacy", "modern"])("the folders of a client (%s)", (generation) => {
  it("are roots where they lie in the one that the user named", async () => {
    const base = folder();
    const outside = mkdtempSync(join(tmpdir(), "portolan-outside-"));
    writeFileSync(join(base, "notes", "a.md"), "");
    mkdirSync(join(base, ".git"));
    writeFileSync(join(base, ".git", "config"), "");
    const roots = [join(base, "notes"), join(base, ".git"), outside, base + "/..", "/"].map(
      (path) => pathToFileURL(path).href,
    );
    const source = `import { find } from "#tools/files";
export const all = (): Promise<string[]> => find({});
`;
    const flags = ["--store", "library", "--quiet"];
    await using asked = await clientOverStdio([...flags, "--client-roots", "."], base, generation, { roots });
    expect((await asked.call("run_program", { source })).data["value"]).toEqual(["a.md"]);
    const { tools } = await asked.client.listTools();
    const annotated = tools.find(({ name }) => name === "run_program")?.annotations;
    expect(annotated?.readOnlyHint).toBe(false);
    await using ignored = await clientOverStdio(flags, base, generation, { roots });
    expect((await ignored.call("run_program", { source })).text).toContain("--root FOLDER");
  });
});
