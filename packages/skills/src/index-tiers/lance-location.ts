import { join, resolve } from "node:path";
import { PortolanError } from "@portolan/core";

/** What the setting `index` can say: which index, or where LanceDB keeps it. */
export type IndexSetting = "auto" | "memory" | "lancedb" | (string & {});

const SCHEMES = new Set(["s3", "s3+ddb", "gs", "az", "abfs", "abfss", "oss", "file", "memory"]);

/**
 * The URI that LanceDB is given: an absolute path for a folder (a name that begins with "db" it would take for one of its
 * cloud), the URI itself for an object store or `memory://`.
 * @throws PortolanError `config` for the cloud of LanceDB, and for schemes that it does not know
 */
export function lanceUri(setting: IndexSetting, folder: string): string {
  if (setting === "lancedb" || setting === "auto") return join(resolve(folder), "lance");
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(setting)?.[1]?.toLowerCase();
  if (scheme === undefined) return resolve(setting);
  if (SCHEMES.has(scheme)) return setting;
  throw new PortolanError(
    "config",
    `The index cannot lie at ${setting}: ${scheme}:// is not an object store.`,
    {
      value: setting,
      next: "Use auto, memory, lancedb, a folder, or a URI of s3://, gs://, az:// or memory://.",
    },
  );
}

/** Whether other machines may write to an index at the same time. */
export function isShared(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(uri) && !/^(file|memory):/i.test(uri);
}
