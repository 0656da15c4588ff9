// A program over files that the user granted, in one call: `node files.mjs <log of portolan mcp --http>`.
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const [log] = process.argv.slice(2);
let url;
while (!url) {
  await wait(50);
  url = existsSync(log) && /http\S+\/mcp/.exec(readFileSync(log, "utf8"))?.[0];
}

async function call(name, input) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: input } }),
  });
  const body = await response.text();
  const { result } = JSON.parse(/^data: (.*"id":1.*)$/m.exec(body)?.[1] ?? body);
  console.log(result.content[0].text);
}

const longest = `import { find, readText } from "#tools/files";
export async function longest(): Promise<string> {
  const paths = await find({ ending: "skill.ts" });
  const sizes = await Promise.all(paths.map(async (path) => (await readText(path)).split("\\n").length));
  return \`\${paths.length} programs, the longest has \${Math.max(...sizes)} lines\`;
}
`;
await call("run_program", { source: longest });

const writes = `import { writeText } from "#tools/files";
export const note = (text: string): Promise<null> => writeText({ path: "note.md", text });
`;
await call("run_program", { source: writes, arguments: ["All is well."] });
