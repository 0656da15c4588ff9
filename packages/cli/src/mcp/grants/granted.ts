import { type GrantedTools, nearestNames, PortolanError, type ToolSet } from "@portolan/core";
import type { GrantSpec } from "./grant-spec.ts";
import type { ToolSource } from "./tool-source.ts";

/** What the programs of one client may touch: decided before the client says a word. */
export class Granted implements GrantedTools {
  readonly #sources: readonly ToolSource[];
  readonly #allowWrites: GrantSpec["allowWrites"];
  readonly #sets = new Map<string, ToolSet>();

  constructor(sources: readonly ToolSource[], allowWrites: GrantSpec["allowWrites"]) {
    this.#sources = sources;
    this.#allowWrites = allowWrites;
  }

  /** In a fixed order. */
  get namespaces(): string[] {
    return this.#sources.map(({ namespace }) => namespace);
  }

  /** A line for each namespace. */
  get lines(): string[] {
    return this.#sources.map(({ namespace, says }) => `#tools/${namespace}: ${says}`);
  }

  /** A line about what writes unasked. */
  get writes(): string {
    const allowed = this.#allowWrites;
    if (allowed === true) return "All tools write unasked.";
    if (allowed.length > 0) return `Writing unasked: ${allowed.join(", ")}. Other writes ask the user.`;
    return "Each write asks the user.";
  }

  get more(): string {
    return "Nothing is granted; the user may do so, as with portolan mcp --root FOLDER.";
  }

  isForeign(namespace: string): boolean {
    return this.#sources.find((one) => one.namespace === namespace)?.isForeign ?? false;
  }

  /** True for a tool, `files.writeText`, that writes unasked. */
  mayWrite(tool: string): boolean {
    const allowed = this.#allowWrites;
    if (allowed === true) return true;
    return allowed.includes(tool) || allowed.includes(tool.slice(0, tool.indexOf(".")));
  }

  /**
   * The tools of those of the namespaces that were granted; the same ones give the same object.
   * @throws PortolanError `tools-unavailable` for a mounted server that does not answer
   */
  async open(wanted: ReadonlySet<string>): Promise<ToolSet> {
    const sources = this.#sources.filter(({ namespace }) => wanted.has(namespace));
    const entries = await Promise.all(
      sources.map(async (source) => [source.namespace, await source.open()] as const),
    );
    const key = entries.map(([namespace]) => namespace).join(" ");
    const known = this.#sets.get(key);
    // A server that was connected to anew has other tools than before.
    if (known && entries.every(([namespace, tools]) => known[namespace] === tools)) return known;
    const set = Object.fromEntries(entries);
    this.#sets.set(key, set);
    return set;
  }

  /**
   * Refuses what needs a tool that there is none of here, and says which grant that is.
   * @param needed `files`, or `files.writeText`
   * @throws PortolanError `tools-unavailable`
   */
  require(who: string, needed: Iterable<string>, tools: ToolSet): void {
    for (const name of needed) {
      const [namespace = "", tool] = name.split(".");
      const set = Object.hasOwn(tools, namespace) ? tools[namespace] : undefined;
      // A name that no grant would give is misspelt, and the checker says so.
      if (set && !this.#withholds(namespace, tool)) continue;
      throw new PortolanError(
        "tools-unavailable",
        `${who} needs #tools/${namespace}${tool === undefined ? "" : ` with ${tool}`}, which was not granted here.`,
        {
          next: `Go on without it, or ask the user for the grant: ${this.#howTo(namespace, set !== undefined)}`,
        },
      );
    }
  }

  #withholds(namespace: string, tool: string | undefined): boolean {
    const source = this.#sources.find((one) => one.namespace === namespace);
    return tool !== undefined && source !== undefined && source.withheld.includes(tool);
  }

  /** The flag by which a person grants it; only a person can. */
  #howTo(namespace: string, isThere: boolean): string {
    const more = isThere ? ":rw" : "";
    if (namespace === "files") return `portolan mcp --root FOLDER${more || "[:rw]"}.`;
    if (namespace === "web") return `portolan mcp --fetch ${isThere ? '"GET,POST HOST"' : "HOST"}.`;
    const near = nearestNames(namespace, this.namespaces);
    if (near.length > 0 && !isThere) return `did it mean #tools/${near.join(" or #tools/")}?`;
    return `portolan mcp --mount ${namespace}${more}=SERVER, or --tools FILE.`;
  }
}
