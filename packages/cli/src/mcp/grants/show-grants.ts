import type { Terminal } from "../../terminal/terminal.ts";
import { visible } from "../../terminal/visible.ts";
import { printJson } from "../../output/print.ts";
import type { GrantBook } from "./grant-book.ts";
import type { Granted } from "./granted.ts";

/** One namespace as a person asks about it. */
interface Shown {
  client: string;
  grant: string;
  reads: string[];
  writes: string[];
  problem?: string;
}

/** Prints what each client was granted, and the tools that this gives its programs; mounted servers are started for that. */
export async function showGrants(book: GrantBook, terminal: Terminal, json: boolean): Promise<void> {
  for (const client of [undefined, ...book.clients]) {
    const granted = book.for(client);
    const name = client ?? (book.clients.length > 0 ? "everyone else" : "everyone");
    const shown = await Promise.all(granted.namespaces.map((namespace) => shownOf(name, namespace, granted)));
    const more = client === book.atPipes ? book.clientRootsLine : undefined;
    if (more !== undefined) shown.push({ client: name, grant: more, reads: [], writes: [] });
    if (json) for (const one of shown) printJson(terminal.stdout, { type: "grant", ...one });
    else terminal.stdout.write(visible(textOf(name, granted, shown)));
  }
}

async function shownOf(client: string, namespace: string, granted: Granted): Promise<Shown> {
  const grant = granted.lines[granted.namespaces.indexOf(namespace)] ?? "";
  try {
    const tools = Object.entries((await granted.open(new Set([namespace])))[namespace] ?? {});
    const names = (writing: boolean): string[] =>
      tools.filter(([, { effect }]) => (effect === "write") === writing).map(([name]) => name);
    return { client, grant, reads: names(false), writes: names(true) };
  } catch (error) {
    return { client, grant, reads: [], writes: [], problem: (error as Error).message };
  }
}

function textOf(name: string, granted: Granted, shown: readonly Shown[]): string {
  if (shown.length === 0) return `${name}: nothing beside skills: no files, no network\n`;
  const lines = shown.flatMap(({ grant, reads, writes, problem }) => [
    `  ${grant}`,
    ...(reads.length > 0 ? [`    reads:  ${reads.join(", ")}`] : []),
    ...(writes.length > 0 ? [`    writes: ${writes.join(", ")}`] : []),
    ...(problem === undefined ? [] : [`    ${problem}`]),
  ]);
  return `${[`${name}:`, ...lines, `  ${granted.writes}`].join("\n")}\n`;
}
