import { spawnSync } from "node:child_process";
import { PortolanError } from "@portolan/core";

/** What the operating system adds around a child, beside Node's own permission model. */
export interface Confinement {
  /** The command that a child is started through; empty where nothing is to be had. */
  prefix: readonly string[];
  /** What holds, in words, for `doctor` and the documentation. */
  holds: readonly string[];
  /** What does not hold here, in the same words. */
  lacks: readonly string[];
}

interface Wrapper {
  holds: string;
  /** Tried in order; the first that works here is used. */
  commands: readonly (readonly string[])[];
}

// Each of them ends in exec, so the child keeps the process number that the host sees.
const wrappers: readonly Wrapper[] = [
  {
    holds: "no network, host name or shared memory of the system (namespaces)",
    commands: [
      ["unshare", "--net", "--ipc", "--uts", "--"],
      ["unshare", "--user", "--map-current-user", "--net", "--ipc", "--uts", "--"],
    ],
  },
  {
    holds: "no privileges to gain (no_new_privs)",
    commands: [
      ["setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"],
      ["setpriv", "--no-new-privs", "--"],
    ],
  },
  {
    holds: "no core dumps, at most 64 open files (rlimits)",
    commands: [["prlimit", "--core=0", "--nofile=64", "--"]],
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
  const holds: string[] = [];
  const lacks: string[] = [];
  for (const wrapper of wrappers) {
    const command = wrapper.commands.find((one) => works([...prefix, ...one]));
    if (command) prefix = [...prefix, ...command];
    (command ? holds : lacks).push(wrapper.holds);
  }
  return { prefix, holds, lacks };
}

function works([program, ...args]: readonly string[]): boolean {
  if (process.platform !== "linux") return false;
  const { status } = spawnSync(program as string, [...args, "true"], { stdio: "ignore", timeout: 5_000 });
  return status === 0;
}
