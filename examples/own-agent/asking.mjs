// Asks the library itself, over MCP, and answers by calling the first skill that it finds.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";

const { task, mcp } = await json(process.stdin);
if (!mcp) {
  console.log(JSON.stringify({ giveUp: "there is no library to ask", requests: 0 }));
  process.exit();
}
const server = spawn(mcp.command, mcp.args, { stdio: ["pipe", "pipe", "inherit"] });
const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
let id = 0;

await ask("initialize", {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "asking", version: "1" },
});
say({ method: "notifications/initialized" });
const { structuredContent } = await ask("tools/call", {
  name: "search_skills",
  arguments: { query: task.goal, signature: task.signature },
});
server.stdin.end();
await once(server, "exit");

const [found] = structuredContent.skills;
if (!found) console.log(JSON.stringify({ giveUp: "the library has nothing like it" }));
else {
  const callee = found.name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const names = [...task.signature.matchAll(/[(,]\s*(\w+):/g)].map(([, name]) => name).join(", ");
  const head = `export function ${task.function}${task.signature.replace(") =>", "):")}`;
  const source = `import { ${callee} as known } from "#skills/${found.name}";\n\n/** ${task.goal} */\n${head} {\n  return known(${names});\n}\n`;
  console.log(JSON.stringify({ program: source, requests: 0, model: "asking" }));
}

function say(message) {
  server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

async function ask(method, params) {
  const own = ++id;
  say({ id: own, method, params });
  for (;;) {
    const { value } = await lines.next();
    const message = JSON.parse(value);
    if (message.id === own) return message.result;
  }
}
