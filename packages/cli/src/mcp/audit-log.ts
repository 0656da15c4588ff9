import { appendFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ensureFolder } from "@portolan/core";

/** One call of a tool: who ran what, and how it ended. */
export interface AuditEntry {
  client: string;
  over: "stdio" | "http";
  tool: string;
  /** The skill it was about. */
  skill?: string;
  /** Digest of the source that came with it. */
  program?: string;
  outcome: string;
  ms: number;
}

/** Keeps entries, in the order in which the calls ended. */
export interface AuditLog {
  add(entry: AuditEntry): void;
  /** Resolves when all that was added is written. */
  flush(): Promise<void>;
}

const largestBytes = 16 * 2 ** 20;

/**
 * A log of JSON lines that is only added to; above 16 MB it begins anew and the last one is kept beside it as `.1`.
 * @param onError told once when it cannot be written: then calls go on without it
 */
export function openAuditLog(path: string, onError: (error: Error) => void): AuditLog {
  let written = Promise.resolve();
  let failed = false;
  async function write(line: string): Promise<void> {
    if (failed) return;
    try {
      ensureFolder(dirname(path));
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      );
      if (size > largestBytes) await rename(path, `${path}.1`);
      await appendFile(path, line, { mode: 0o600 });
    } catch (error) {
      failed = true;
      onError(error as Error);
    }
  }
  return {
    add(entry) {
      const line = `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`;
      // Whoever waits for the answer to the call need not wait for this too.
      written = written.then(() => setImmediate()).then(() => write(line));
    },
    flush: () => written,
  };
}
