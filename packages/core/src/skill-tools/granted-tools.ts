import { PortolanError } from "../errors/portolan-error.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { ToolSet } from "../sandbox/tool.ts";

/** What the programs of an agent may import beside skills. Nothing that it says changes it. */
export interface GrantedTools {
  /** In a fixed order. */
  readonly namespaces: readonly string[];
  /** What a model is told of each of them, a line each. */
  readonly lines: readonly string[];
  /** What a model is told of writes, as one line. */
  readonly writes: string;
  /** How a person grants more, as one sentence; absent where there is no way. */
  readonly more?: string;
  /** True where what a namespace says of itself is a stranger's word; none is when absent. */
  isForeign?(namespace: string): boolean;
  /**
   * The tools of those of the namespaces that were granted.
   * @throws PortolanError `tools-unavailable`
   */
  open(wanted: ReadonlySet<string>): Promise<ToolSet>;
  /**
   * Refuses what needs a tool that there is none of, and says what to do.
   * @param needed `files`, or `files.writeText`
   * @throws PortolanError `tools-unavailable`
   */
  require(who: string, needed: Iterable<string>, tools: ToolSet): void;
}

/** What a model is told of imports beside skills; empty where nothing is granted. */
export function importableText({ namespaces }: Pick<GrantedTools, "namespaces">): string {
  const [first] = namespaces;
  if (first === undefined) return "";
  const specifiers = namespaces.map((namespace) => `#tools/${namespace}`).join(", ");
  return `may also import ${specifiers}: get_skill "#tools/${first}" declares its functions`;
}

/** The tools of a set, granted as they are. */
export function grantedTools(set: ToolSet): GrantedTools {
  const namespaces = Object.keys(set).toSorted();
  return {
    namespaces,
    lines: namespaces.map((one) => `#tools/${one}: ${Object.keys(set[one] ?? {}).join(", ")}`),
    writes: "Whoever granted them decides about writes.",
    open: async (wanted) =>
      Object.fromEntries(Object.entries(set).filter(([namespace]) => wanted.has(namespace))),
    require(who, needed, tools) {
      // A tool that a granted namespace has not is misspelt, and the checker says so.
      for (const name of needed) if (!has(tools, name)) throw notGranted(who, name, namespaces);
    },
  };
}

/** The namespaces of tools that a program names, and the skills that it calls. */
export function namespacesIn({ source, modules }: Pick<LinkedProgram, "source" | "modules">): Set<string> {
  const sources = [source, ...Object.values(modules)];
  return new Set(
    sources.flatMap((one) => [...one.matchAll(/#tools\/([\w$@~+-]+)/g)].map(([, name]) => name ?? "")),
  );
}

/** The tools that a source imports by name, such as `files.readText`; text, too. */
export function namedTools(source: string): string[] {
  const imports = source.matchAll(/import\s*\{([^{}]*)\}\s*from\s*["']#tools\/([\w$@~+-]+)["']/g);
  return [...imports].flatMap(([, names = "", namespace]) =>
    names.split(",").flatMap((one) => {
      const name = /^\s*(?:"([^"]+)"|'([^']+)'|([\w$]+))/.exec(one)?.slice(1).find(Boolean);
      return name === undefined ? [] : [`${namespace}.${name}`];
    }),
  );
}

function has(tools: ToolSet, name: string): boolean {
  const [namespace = ""] = name.split(".");
  return Object.hasOwn(tools, namespace);
}

function notGranted(who: string, name: string, namespaces: readonly string[]): PortolanError {
  const [namespace] = name.split(".");
  const what = `#tools/${namespace}`;
  const granted = namespaces.map((one) => `#tools/${one}`).join(", ");
  return new PortolanError("tools-unavailable", `${who} needs ${what}, which was not granted here.`, {
    next:
      granted === "" ? "Go on without it: no tool is granted." : `Go on without it: granted are ${granted}.`,
  });
}
