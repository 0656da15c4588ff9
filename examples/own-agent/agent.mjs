// Answers with the first of a few guesses that fits the examples of its task.
import { json } from "node:stream/consumers";

const { task, attempt } = await json(process.stdin);
const names = [...task.signature.matchAll(/[(,]\s*(\w+):/g)].map(([, name]) => name);
const [first] = names;
const guesses = [
  `${first}.length`,
  `${first}.filter((n) => n % 2 === 0).length`,
  `${first}.reduce((sum, n) => sum + n, 0)`,
  `${first}.toReversed()`,
];
const guess = guesses.filter(fits)[attempt - 1];
const head = `export function ${task.function}${task.signature.replace(") =>", "):")}`;
if (guess === undefined) console.log(JSON.stringify({ giveUp: "no guess of mine fits" }));
else console.log(`\`\`\`ts\n/** ${task.goal} */\n${head} {\n  return ${guess};\n}\n\`\`\``);

function fits(guess) {
  try {
    const f = new Function(...names, `return ${guess};`);
    return task.examples.every(({ input, output }) => JSON.stringify(f(...input)) === JSON.stringify(output));
  } catch {
    return false;
  }
}
