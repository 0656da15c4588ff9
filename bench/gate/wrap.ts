import {
  functionNameOf,
  type LinkedProgram,
  parseSignature,
  type Parameter,
  skillNameOf,
  type Task,
  typeText,
  type ValueType,
} from "@portolan/core";

/** A right program with what a fault around it has to know. */
export interface Around {
  task: Task;
  right: LinkedProgram;
  parameters: readonly Parameter[];
  result: ValueType;
  /** The call of the right program with the arguments as they came. */
  call: string;
}

/** What faults are written around. */
export function around(task: Task, right: LinkedProgram): Around {
  const { parameters, result } = parseSignature(task.signature);
  const call = `${isAsync(right) ? "await " : ""}${innerName}(${parameters.map(({ name }) => name).join(", ")})`;
  return { task, right, parameters, result, call };
}

/**
 * A program whose exported function has `body`, in which the right program is called as `rightOne`.
 * @param top further declarations at the top of the module
 */
export function wrapped({ task, right, parameters, result }: Around, body: string, top = ""): LinkedProgram {
  const own = functionNameOf(skillNameOf(task));
  const inner = renamed(right.source, own, innerName).replace(
    new RegExp(String.raw`export (?=(async )?(function|const) ${innerName}\b)`),
    "",
  );
  const shown = parameters.map(({ name, type }) => `${name}: ${typeText(type)}`).join(", ");
  const head = isAsync(right)
    ? `async function ${own}(${shown}): Promise<${typeText(result)}>`
    : `function ${own}(${shown}): ${typeText(result)}`;
  const source = `${inner}\n${top}\n/** ${task.goal.replaceAll("*/", "")} */\nexport ${head} {\n${body}\n}\n`;
  return { ...right, source };
}

/** A program of its own source alone. */
export function alone({ task, right, parameters, result }: Around, body: string, top = ""): LinkedProgram {
  const shown = parameters.map(({ name, type }) => `${name}: ${typeText(type)}`).join(", ");
  const head = `function ${functionNameOf(skillNameOf(task))}(${shown}): ${typeText(result)}`;
  return { ...right, source: `${top}\nexport ${head} {\n${body}\n}\n`, modules: {}, grants: {} };
}

/** The source with one name put for another, where it stands as a name of its own. */
export function renamed(source: string, from: string, to: string): string {
  return source.replace(
    new RegExp(String.raw`(?<![.\w$/"-])${from.replaceAll("$", String.raw`\$`)}(?![\w$-])`, "g"),
    to,
  );
}

const innerName = "rightOne";

function isAsync({ source }: LinkedProgram): boolean {
  return /export async function/.test(source);
}
