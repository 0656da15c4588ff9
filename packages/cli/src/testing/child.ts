import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));

/** A real `portolan` process. */
export interface Child {
  process: ChildProcess;
  /** Resolves with all that it wrote, once it ended. */
  ended: Promise<{ code: number | null; signal: string | null; out: string; err: string }>;
  /** Resolves when stderr holds the text. */
  said(text: string): Promise<void>;
}

/** Starts `portolan` from its sources. */
export function startChild(commandLine: readonly string[], cwd: string): Child {
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, bin, ...commandLine], {
    cwd,
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  return {
    process: child,
    ended: new Promise((resolve) => {
      child.on("close", (code, signal) => resolve({ code, signal, out, err }));
    }),
    said: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (err.includes(text)) resolve();
        };
        child.stderr.on("data", look);
        look();
      }),
  };
}
