import { makeErrorReader } from "./error-reader.ts";
import { forbidCodeFromText } from "./forbid-code-from-text.ts";
import { freezeRealm } from "./freeze-realm.ts";
import { hardenGlobals } from "./harden-globals.ts";
import { installConsole } from "./install-console.ts";
import { makeJsonWriter } from "./json-writer.ts";
import { virtualTime } from "./virtual-time.ts";

/** The guest's only way out: four strings and numbers. It never reaches a program. */
export type Post = (kind: GuestPost, id: number, name: string, text: string) => void;
export type GuestPost =
  | "log"
  | "log-cut"
  | "call"
  | "value"
  | "error"
  | "no-function"
  | "result-too-large"
  | "too-many-calls";

/** The runner's way in: a tool call ended. */
export type Settle = (id: number, ok: boolean, text: string) => void;

/** What a realm is started with, sent as JSON text. */
export interface GuestSettings {
  seed: number;
  epochMs: number;
  exported: string;
  input: string;
  logBytes: number;
  argumentBytes: number;
  resultBytes: number;
  toolCalls: number;
}

/**
 * Prepares a realm before any program runs in it, and leaves `ready`, `tool` and `freeze` for the hook module to take.
 * Runs in the guest as source text together with the functions it names, so it may use nothing else.
 */
export function startGuest(post: Post, settingsText: string): Settle {
  const { parse } = JSON;
  const { apply } = Reflect;
  const settings = parse(settingsText) as GuestSettings;
  const ErrorBase = Error;
  const PromiseBase = Promise;
  const { defineProperty } = Object;
  const write = makeJsonWriter();
  const readError = makeErrorReader();
  hardenGlobals();
  virtualTime(settings.seed, settings.epochMs);
  forbidCodeFromText();
  installConsole(
    settings.logBytes,
    (line) => post("log", 0, "", line),
    () => post("log-cut", 0, "", ""),
  );

  interface Pending {
    resolve: (value: unknown) => void;
    reject: (error: Error) => void;
    /** Made at the call, so that its stack points at the line that called. */
    error: Error;
  }
  const pending = { __proto__: null } as unknown as Record<number, Pending | undefined>;
  let calls = 0;

  const tool = (name: string) => (input: unknown) => {
    const error = new ErrorBase();
    return new PromiseBase((resolve, reject) => {
      if (calls >= settings.toolCalls) return post("too-many-calls", 0, "", "");
      const written = write(input === undefined ? null : input);
      const most = settings.argumentBytes;
      const loss =
        "loss" in written ? written.loss : written.text.length > most ? `more than ${most} bytes` : undefined;
      if (loss !== undefined) {
        return reject(failed(error, "ToolInputError", `${name} was called with ${loss}`, null));
      }
      pending[++calls] = { resolve, reject, error };
      post("call", calls, name, (written as { text: string }).text);
    });
  };

  const ready = (namespace: Record<string, unknown>): void => {
    const program = namespace[settings.exported];
    if (typeof program !== "function") return post("no-function", 0, "", "");
    void (async () => {
      try {
        give(await apply(program, undefined, parse(settings.input) as unknown[]));
      } catch (thrown) {
        post("error", 0, "", readError(thrown));
      }
    })();
  };
  // Taken and deleted by the hook module, which is evaluated before any program.
  (globalThis as Record<string, unknown>)["portolan"] = { ready, tool, freeze: freezeRealm };

  return (id, ok, text) => {
    const call = pending[id];
    if (!call) return;
    pending[id] = undefined;
    const value = parse(text) as { name: string; message: string; data: unknown };
    if (ok) call.resolve(value);
    else call.reject(failed(call.error, value.name, value.message, value.data));
  };

  function give(value: unknown): void {
    const written = write(value);
    if ("loss" in written) {
      post("error", 0, "", readError({ name: "ResultError", message: `returned ${written.loss}` }));
    } else if (written.text.length > settings.resultBytes) post("result-too-large", 0, "", "");
    else post("value", 0, "", written.text);
  }

  function failed(error: Error, name: string, message: string, data: unknown): Error {
    const fields: Record<string, unknown> = { name, message, data };
    for (const key in fields)
      defineProperty(error, key, { value: fields[key], configurable: true, writable: true });
    return error;
  }
}
