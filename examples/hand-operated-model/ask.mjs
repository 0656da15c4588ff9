// Asks the endpoint that a log names: `node ask.mjs <log> <question>`.
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const [log, question] = process.argv.slice(2);
let url;
while (!url) {
  await wait(50);
  url = existsSync(log) && /http\S+/.exec(readFileSync(log, "utf8"))?.[0];
}
const response = await fetch(`${url}/chat/completions`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ model: "by-hand", messages: [{ role: "user", content: question }] }),
});
const { choices } = await response.json();
console.log(choices[0].message.content);
