import type { Task } from "@portolan/core";

/** A file of a suite as it was read. */
export interface SuiteFile {
  path: string;
  /** Without a byte order mark. */
  text: string;
}

/** An on-disk form of tasks other than the uniform one. */
export interface SuiteFormat {
  /** As `--format` takes it. */
  name: string;
  /** The files of it, one sentence. */
  about: string;
  /** Endings of the files that it has in a folder; a form without any is a single file. */
  extensions: readonly string[];
  /** Looks at the first file only. */
  recognises(file: SuiteFile): boolean;
  /**
   * The tasks, in the order that they are learned in.
   * @throws PortolanError `suite-invalid` naming file, line or place, and the value at fault
   */
  read(files: readonly SuiteFile[]): Task[];
}
