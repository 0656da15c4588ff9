import { spawnSync } from "node:child_process";
import { PortolanError } from "@portolan/core";
import { childEnvironment } from "./child-environment.ts";
import { findProgram } from "./find-program.ts";

/** The programs that confine children; all are of util-linux. */
export type ConfiningProgram = "unshare" | "setpriv" | "prlimit";

/** What the operating system adds around a child, beside Node's own permission model. */
export interface Confinement {
  /** The command that a child is started through, its programs by absolute path; empty where nothing is to be had. */
  prefix: readonly string[];
  /** The absolute paths of the programs in it. */
  programs: ReadonlyMap<ConfiningProgram, string>;
  /** What holds, in words, for `doctor` and the documentation. */
  holds: readonly string[];
  /** What does not hold here, in the same words. */
  lacks: readonly string[];
}

interface Wrapper {
  holds: string;
  program: ConfiningProgram;
  /** Its arguments: tried in order; the first that work here are used. */
  choices: readonly (readonly string[])[];
}

// Each of them ends in exec, so the child keeps the process number that the host sees.
const wrappers: readonly Wrapper[] = [
  {
    holds: "no network, host name or shared memory of the system (namespaces)",
    program: "unshare",
    choices: [
      ["--net", "--ipc", "--uts", "--"],
      ["--user", "--map-current-user", "--net", "--ipc", "--uts", "--"],
    ],
  },
  {
    holds: "no privileges to gain (no_new_privs)",
    program: "setpriv",
    choices: [
      ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"],
      ["--no-new-privs", "--"],
    ],
  },
  {
    holds: "no core dumps, at most 64 open files (rlimits)",
    program: "prlimit",
    choices: [["--core=0", "--nofile=64", "--"]],
  },
];

let known: Confinement | undefined;

/** What this machine allows, tried out once per process with `true`; takes some milliseconds then. */
export function confinement(): Confinement {
  known ??= tried();
  return known;
}

/** Throws `sandbox-failed` unless the system confines children in every way that it can on Linux. */
export function requireConfinement(): void {
  const { lacks } = confinement();
  if (lacks.length === 0) return;
  throw new PortolanError(
    "sandbox-failed",
    "This system does not confine the processes of the sandbox as required.",
    {
      value: `not to be had: ${lacks.join("; ")}`,
      next: 'Install util-linux and allow user namespaces (or run as root), or ask for confinement: "available".',
    },
  );
}

function tried(): Confinement {
  let prefix: string[] = [];
  const programs = new Map<ConfiningProgram, string>();
  const holds: string[] = [];
  const lacks: string[] = [];
  for (const wrapper of wrappers) {
    const path = findProgram(wrapper.program);
    const args = path && wrapper.choices.find((choice) => works([...prefix, path, ...choice]));
    if (args) {
      prefix = [...prefix, path, ...args];
      programs.set(wrapper.program, path);
    }
    (args ? holds : lacks).push(wrapper.holds);
  }
  return { prefix, programs, holds, lacks };
}

function works([program, ...args]: readonly string[]): boolean {
  const harmless = findProgram("true");
  if (process.platform !== "linux" || harmless === undefined) return false;
  // Children have no PATH either: what works with that of the host may not work for them.
  const { status } = spawnSync(program as string, [...args, harmless], {
    env: { ...childEnvironment },
    stdio: "ignore",
    timeout: 5_000,
  });
  return status === 0;
}
