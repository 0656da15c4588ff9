import type { Diagnostic } from "@portolan/core";
import type { GuestSettings, Post } from "../guest/start-guest.ts";
import type { ModuleGraph } from "./module-graph.ts";

/** What runs JavaScript in a runner. Both engines follow the same protocol and pass the same conformance suite. */
export interface Engine {
  /** `isolated-vm 7.0.1` */
  readonly name: string;
  /** Whatever a recording must name for its replay to be the same. */
  readonly versions: Readonly<Record<string, string>>;
  /** Makes a realm that has started and is frozen, and has seen no program; a promise of one where that is not done at once. */
  prepare(memoryMb: number): Realm | Promise<Realm>;
}

/** The world of one run: a heap, built-ins and a module graph of its own, entered only from here and only one entry at a time. */
export interface Realm {
  /** The memory it was prepared for. */
  readonly memoryMb: number;
  /** Links the program and evaluates it, which calls its function; what comes of it is posted, what goes wrong returned. */
  start(
    graph: ModuleGraph,
    settings: GuestSettings,
    post: Post,
    leftMs: number,
    linked: () => void,
  ): Failure | undefined;
  /** Gives the program the answer of a tool. */
  settle(call: number, ok: boolean, text: string, leftMs: number): Failure | undefined;
  /** Time computed so far; null where the engine does not count it. */
  cpuMs(): number | null;
  /** Memory in use; null where the engine does not count it. */
  heapMb(): number | null;
  dispose(): void;
}

/** Why an entry ended that the guest could not report itself, from what the engine knows and the program cannot choose. */
export type Failure =
  | { kind: "memory" }
  | { kind: "timeout" }
  | { kind: "denied"; specifier: string; by: string }
  | { kind: "type-error"; diagnostics: Diagnostic[] }
  /** A module threw while it was evaluated, or a promise was rejected that nobody handles. */
  | ThrownError;

/** What was thrown, with the stack as the engine writes it. */
export interface ThrownError {
  kind: "error";
  name: string;
  message: string;
  stack: string;
}
