import { open } from "node:fs/promises";
import { join } from "node:path";
import { emptyTally, ledger, type Tally, type UseRecord, useId } from "@portolan/core";
import { flushFolder } from "./atomic-write.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { requireNoLink } from "./require-no-link.ts";
import { storeLayout, USES } from "./store-layout.ts";
import { jsonLine } from "./stored-json.ts";
import { fileOfUse, readUseFile, stampOfUses, type UseFile, useFiles } from "./use-files.ts";
import { writeSteps } from "./write-steps.ts";

/**
 * The records of uses of a store: lines that are only ever added. Files are read again only when somebody wrote them, so what
 * other processes add is seen. A record that lies in two files, as a merge may leave it, counts once.
 */
export class UseRecords {
  readonly #root: string;
  #files = new Map<string, UseFile>();
  #records: readonly UseRecord[] = [];
  #ids = new Set<string>();
  #tallies: ReadonlyMap<string, Tally> | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  all(): readonly UseRecord[] {
    this.#level();
    return this.#records;
  }

  /** What the records of a version come to, as they are now: files are looked at here, not for each version. */
  tallies(): (digest: string) => Tally {
    this.#level();
    const tallies = (this.#tallies ??= ledger(this.#records));
    return (digest) => tallies.get(digest) ?? emptyTally();
  }

  /** Those that are not there yet, each once. */
  missing(records: readonly UseRecord[]): UseRecord[] {
    this.#level();
    const fresh = new Map(records.map((record) => [useId(record), record]));
    return [...fresh].filter(([id]) => !this.#ids.has(id)).map(([, record]) => record);
  }

  /** Adds those that are missing; call it under the store's lock, so that nobody else is writing a line. */
  async add(records: readonly UseRecord[]): Promise<void> {
    const files = Map.groupBy(this.missing(records), fileOfUse);
    for (const [file, its] of files) await this.#append(file, its.map(jsonLine).join(""));
  }

  async #append(name: string, lines: string): Promise<void> {
    const folder = storeLayout.uses(this.#root);
    const path = join(folder, name);
    await requireNoLink(this.#root, `${USES}/${name}`);
    await ensureFolder(folder);
    const known = this.#files.get(path);
    writeSteps.before(`append ${path}`);
    const file = await open(path, "a");
    try {
      // The rest of a line whose writer was killed: its record is missing, and comes again.
      if (known && known.bytes > known.wholeBytes) await file.truncate(known.wholeBytes);
      await file.writeFile(lines);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!known) await flushFolder(folder);
  }

  #level(): void {
    const paths = useFiles(this.#root);
    const read = paths.map((path) => {
      const stamp = stampOfUses(path) ?? "";
      const known = this.#files.get(path);
      return known?.stamp === stamp ? known : readUseFile(path, stamp);
    });
    if (read.length === this.#files.size && read.every((file) => this.#files.get(file.path) === file)) return;
    this.#files = new Map(read.map((file) => [file.path, file]));
    const records = new Map(read.flatMap((file) => file.records.map((record) => [useId(record), record])));
    this.#records = [...records.values()];
    this.#ids = new Set(records.keys());
    this.#tallies = undefined;
  }
}
