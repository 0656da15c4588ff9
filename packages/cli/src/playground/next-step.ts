import {
  functionNameOf,
  type Json,
  type Limits,
  limitSpecs,
  nearestNames,
  type LinkedProgram,
  type RunResult,
  type ToolSet,
} from "@portolan/core";

/** What a run had to do with. */
interface Given {
  program: LinkedProgram;
  tools: ToolSet;
  input: Json[];
}

/** What to do about a run that gave no value, where there is something to say. */
export function nextStep(result: RunResult, { program, tools, input }: Given): string | undefined {
  switch (result.kind) {
    case "error":
      return input.length === 0 && takesSomething(program)
        ? "It was given no arguments; give each as JSON after its name."
        : undefined;
    case "timeout":
      return raise(result.limit, result.limitMs);
    case "memory":
      return raise("memoryMb", result.limitMb);
    case "limit":
      return raise(result.limit, result.allowed);
    case "denied":
      return instead(result.specifier, program, tools);
    default:
      return undefined;
  }
}

/** Whether its function seems to have parameters; this reads text, not syntax, which is enough for a hint. */
function takesSomething({ name, source }: LinkedProgram): boolean {
  return new RegExp(`function ${functionNameOf(name)}(?:<[^(]*>)?\\(\\s*[\\w$[{]`).test(source);
}

function raise(limit: keyof Limits, from: number): string {
  // Deeper values would exhaust the stack of whoever looks at them.
  if (limit === "argumentDepth" && from >= limitSpecs.argumentDepth.default)
    return "Give flatter arguments; this limit cannot be raised.";
  const to = from > 0 ? 2 * from : limitSpecs[limit].default;
  return `If it needs that, raise the limit: --limit ${limit}=${to}.`;
}

function instead(specifier: string, { modules }: LinkedProgram, tools: ToolSet): string {
  const wanted = /^#tools\/([^.]+)(?:\.(.+))?$/.exec(specifier);
  if (!wanted) {
    const near = nearestNames(specifier, Object.keys(modules));
    if (near.length > 0) return `Did you mean ${near.join(" or ")}?`;
    return "A program imports #skills/<name> and #tools/<namespace>, and nothing else.";
  }
  const [, namespace = "", name] = wanted;
  const spaces = Object.keys(tools);
  if (spaces.length === 0) return "No tools were linked: give a file of them with --tools FILE.";
  const set = tools[namespace];
  if (!set) {
    const near = nearestNames(namespace, spaces);
    const meant = near.map((one) => `#tools/${one}`).join(" or ");
    return meant ? `Did you mean ${meant}?` : `There is ${spaces.map((one) => `#tools/${one}`).join(", ")}.`;
  }
  // A tool that is there was not granted to the module that asked.
  if (name !== undefined && Object.hasOwn(set, name))
    return `A skill reaches the tools that it was admitted with: \`portolan show\` names them.`;
  const near = nearestNames(name ?? "", Object.keys(set));
  return near.length > 0
    ? `Did you mean ${near.join(" or ")} of #tools/${namespace}?`
    : `#tools/${namespace} has ${Object.keys(set).join(", ")}.`;
}
