/* oxlint-disable typescript/unbound-method -- taken off its object before programs can replace it, called through Reflect.apply */
import { type ErrorReader, makeErrorReader } from "./error-reader.ts";
import { forbidCodeFromText } from "./forbid-code-from-text.ts";
import { freezeIntrinsics } from "./freeze-intrinsics.ts";
import { freezeRealm } from "./freeze-realm.ts";
import { hardenGlobals } from "./harden-globals.ts";
import { hideStacks } from "./hide-stacks.ts";
import { installConsole } from "./install-console.ts";
import { makeJsonWriter } from "./json-writer.ts";
import { virtualTime } from "./virtual-time.ts";
import { writeFreeze } from "./write-freeze.ts";

/** The guest's only way out: strings and a number. It never reaches a program. */
export type Post = (kind: GuestPost, id: number, name: string, by: string, text: string) => void;
export type GuestPost =
  | "log"
  | "log-cut"
  | "call"
  | "value"
  | "error"
  | "no-function"
  /** `name` is the limit that was passed. */
  | "limit";

/** The runner's ways in. Each is entered once at a time and returns when the guest has nothing left to do. */
export interface Guest {
  /**
   * Sets what the run is given, as JSON text of `GuestSettings`; before the program is evaluated. `input` may come by
   * itself, so that a long one need not be written and read as JSON once more.
   */
  begin: (settingsText: string, input?: string) => void;
  /** A tool call ended; its text may come in parts. */
  settle: (id: number, ok: boolean, ...parts: string[]) => void;
  /** Says what was thrown where the guest could not catch it; for engines that do not tell it themselves. */
  describe: ErrorReader;
  /** The stack of the error that the engine told last; errors themselves do not have it. */
  lastStack: () => string;
  /**
   * Says how the realm will be frozen: by `freeze`, which `writeFreeze` wrote in a realm like this one, or without it by
   * looking for everything; what it would have been is then in `written`. Before the hook module is evaluated.
   */
  freezeWith: (freeze?: (hidden: readonly object[]) => void) => void;
  written: () => string | undefined;
}

/** What a run is given. */
export interface GuestSettings {
  seed: number;
  epochMs: number;
  exported: string;
  input: string;
  limits: Record<"logBytes" | "resultBytes" | "toolCalls" | "toolCallsInFlight" | "toolInputBytes", number>;
}

/**
 * Prepares a realm before any program runs in it, and leaves `ready`, `tool` and `freeze` for the hook module to take.
 * Runs in the guest as source text together with the functions it names, so it may use nothing else.
 */
export function startGuest(post: Post): Guest {
  const { parse } = JSON;
  const { apply } = Reflect;
  const ErrorBase = Error;
  const PromiseBase = Promise;
  const { defineProperty, freeze } = Object;
  const { join } = Array.prototype;
  const write = makeJsonWriter();
  const stacks = hideStacks();
  const readError = makeErrorReader(stacks.stackOf);
  hardenGlobals();
  const setTime = virtualTime();
  forbidCodeFromText();
  const setLogBudget = installConsole(
    (line) => post("log", 0, "", "", line),
    () => post("log-cut", 0, "", "", ""),
  );

  interface Pending {
    resolve: (value: unknown) => void;
    reject: (error: Error) => void;
    /** Made at the call, so that its stack points at the line that called. */
    error: Error;
  }
  const pending = { __proto__: null } as unknown as Record<number, Pending | undefined>;
  let settings: GuestSettings;
  let calls = 0;
  let inFlight = 0;

  const begin = (settingsText: string, input = ""): void => {
    settings = parse(settingsText) as GuestSettings;
    settings.input ??= input;
    setTime(settings.seed, settings.epochMs);
    setLogBudget(settings.limits.logBytes);
  };

  // The promise of a call that went over a limit never settles: the run is over.
  const tool = (name: string, by: string) =>
    freeze((input: unknown) => {
      const error = new ErrorBase();
      return new PromiseBase((resolve, reject) => {
        const { limits } = settings;
        if (calls >= limits.toolCalls) return post("limit", 0, "toolCalls", by, "");
        if (inFlight >= limits.toolCallsInFlight) return post("limit", 0, "toolCallsInFlight", by, "");
        const written = write(input === undefined ? null : input);
        if ("loss" in written) {
          return reject(failed(error, "ToolInputError", `${name} was called with ${written.loss}`, null));
        }
        if (written.text.length > limits.toolInputBytes) return post("limit", 0, "toolInputBytes", by, "");
        pending[++calls] = { resolve, reject, error };
        inFlight++;
        post("call", calls, name, by, written.text);
      });
    });

  const ready = (namespace: Record<string, unknown>): void => {
    const program = namespace[settings.exported];
    if (typeof program !== "function") return post("no-function", 0, "", "", "");
    void (async () => {
      try {
        give(await apply(program, undefined, parse(settings.input) as unknown[]));
      } catch (thrown) {
        post("error", 0, "", "", readError(thrown));
      }
    })();
  };
  // Taken and deleted by the hook module, which is evaluated before any program.
  let freezeAll = freezeIntrinsics;
  let script: string | undefined;
  const freezeWith: Guest["freezeWith"] = (quick) => {
    freezeAll =
      quick ??
      ((hidden) => {
        script = writeFreeze(hidden);
        freezeIntrinsics(hidden);
      });
  };
  const freezeNow = (): void => freezeRealm(freezeAll);
  (globalThis as Record<string, unknown>)["portolan"] = { ready, tool, freeze: freezeNow };

  const settle: Guest["settle"] = (id, ok, ...parts) => {
    const call = pending[id];
    if (!call) return;
    pending[id] = undefined;
    inFlight--;
    const value = parse(parts.length === 1 ? (parts[0] as string) : apply(join, parts, [""])) as {
      name: string;
      message: string;
      data: unknown;
    };
    if (ok) call.resolve(value);
    else call.reject(failed(call.error, value.name, value.message, value.data));
  };

  return { begin, settle, describe: readError, lastStack: stacks.last, freezeWith, written: () => script };

  function give(value: unknown): void {
    const written = write(value);
    if ("loss" in written) {
      post("error", 0, "", "", readError({ name: "ResultError", message: `returned ${written.loss}` }));
    } else if (written.text.length > settings.limits.resultBytes) post("limit", 0, "resultBytes", "", "");
    else post("value", 0, "", "", written.text);
  }

  function failed(error: Error, name: string, message: string, data: unknown): Error {
    const fields: Record<string, unknown> = { name, message, data };
    for (const key in fields)
      defineProperty(error, key, { value: fields[key], configurable: true, writable: true });
    return error;
  }
}
