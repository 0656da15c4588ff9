import { type ChildProcessByStdio, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Candidate } from "@portolan/core";
import { exampleEvidence } from "@portolan/core/testing";
import { temporaryFolder } from "./temporary-folder.ts";

/** What the worker printed for one admission. */
export interface WorkerLine {
  name: string;
  digest: string;
  change: string;
}

export type Worker = ChildProcessByStdio<null, Readable, null>;

const script = fileURLToPath(new URL("./store-worker.ts", import.meta.url));

/** Starts a process that admits these candidates one after the other, and now and then searches or deprecates. */
export function startAdmitting(
  root: string,
  candidates: Candidate[],
  also: ("search" | "deprecate")[] = [],
): Worker {
  const file = join(temporaryFolder(), "job.json");
  writeFileSync(file, JSON.stringify({ candidates, evidence: exampleEvidence(), also }));
  return start("admit", root, file);
}

/** Starts a process that takes the store's lock and keeps it; resolves once it has it. */
export async function startHolding(root: string): Promise<Worker> {
  const worker = start("hold", root, "");
  await new Promise((resolve) => worker.stdout.once("data", resolve));
  return worker;
}

/** The lines that a worker printed until it ended; a line that a kill cut off is left out. */
export async function linesOf(worker: Worker): Promise<WorkerLine[]> {
  let text = "";
  worker.stdout.on("data", (data) => (text += String(data)));
  await new Promise((resolve) => worker.once("close", resolve));
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as WorkerLine);
}

function start(command: string, root: string, file: string): Worker {
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  return spawn(process.execPath, [...flags, script, command, root, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}
