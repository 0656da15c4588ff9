import { defaultOf } from "../../packages/core/src/coders/synth/engine/operators-array.ts";
import { callAll, type LinkedProgram, type Sandbox, type ValueType } from "@portolan/core";
import { type Around, wrapped } from "./wrap.ts";

/**
 * A right program in the manners of other authors: with a special case for what is empty, with errors reported in its own words, on a
 * copy of its arguments, as an asynchronous function. All do what the program does.
 */
export async function restyled(
  one: Around,
  sandbox: Sandbox,
): Promise<{ style: string; program: LinkedProgram }[]> {
  const { parameters, call } = one;
  const lists = parameters.filter(({ type }) => type.kind === "array");
  const styles: { style: string; program: LinkedProgram }[] = [
    {
      style: "rethrowing",
      program: wrapped(
        one,
        `  try {\n    return ${call};\n  } catch (error) {\n    throw new Error("These arguments have no answer.", { cause: error });\n  }`,
      ),
    },
  ];
  if (lists.length > 0) {
    const copies = lists.map(({ name }) => `  ${name} = ${name}.slice();`);
    styles.push({
      style: "copying",
      program: wrapped(one, [...copies, `  return ${call};`].join("\n")),
    });
  }
  if (!call.startsWith("await ")) styles.push({ style: "asynchronous", program: asynchronous(one) });
  const special = await specialCase(one, sandbox);
  return special === undefined ? styles : [...styles, { style: "special case", program: special }];
}

function asynchronous(one: Around): LinkedProgram {
  const { source, ...rest } = wrapped(
    one,
    `  const result = ${one.call};\n  return Promise.resolve(result);`,
  );
  return {
    ...rest,
    source: source.replace(/export function (.*\)): (.*) \{\n/, "export function $1: Promise<$2> {\n"),
  };
}

/** What is empty answered at once, as the program itself answers it. */
async function specialCase(one: Around, sandbox: Sandbox): Promise<LinkedProgram | undefined> {
  const place = one.parameters.findIndex(({ type }) => type.kind === "array" || type.kind === "string");
  const [parameter] = one.parameters;
  if (place !== 0 || one.parameters.length > 1 || !parameter) return undefined;
  const [result] = await callAll(sandbox, one.right, [[defaultOf(parameter.type)]]);
  if (!result?.ok || !isPlain(one.result)) return undefined;
  const answer = JSON.stringify(result.value);
  return wrapped(one, `  if (${parameter.name}.length === 0) return ${answer};\n  return ${one.call};`);
}

function isPlain(type: ValueType): boolean {
  return type.kind !== "other";
}
