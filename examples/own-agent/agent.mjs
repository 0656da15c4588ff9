// Answers with the first of a few guesses that fits the examples of its task.
import { json } from "node:stream/consumers";

const guesses = [
  ["$.length", (xs) => xs.length],
  ["$.filter((n) => n % 2 === 0).length", (xs) => xs.filter((n) => n % 2 === 0).length],
  ["$.reduce((sum, n) => sum + n, 0)", (xs) => xs.reduce((sum, n) => sum + n, 0)],
  ["$.toReversed()", (xs) => xs.toReversed()],
];

const { task, attempt } = await json(process.stdin);
const [text] = guesses.filter(([, f]) => fits(f))[attempt - 1] ?? [];
if (text === undefined) console.log(JSON.stringify({ giveUp: "no guess of mine fits" }));
else {
  const [, parameter] = /^\((\w+):/.exec(task.signature);
  const head = `export function ${task.function}${task.signature.replace(") =>", "):")}`;
  const source = `/** ${task.goal} */\n${head} {\n  return ${text.replace("$", parameter)};\n}`;
  console.log(`\`\`\`ts\n${source}\n\`\`\``);
}

function fits(f) {
  try {
    return task.examples.every(({ input, output }) => JSON.stringify(f(...input)) === JSON.stringify(output));
  } catch {
    return false;
  }
}
