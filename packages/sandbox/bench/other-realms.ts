import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { Worker } from "node:worker_threads";
import { newQuickJSWASMModuleFromVariant } from "quickjs-emscripten-core";
import { type Arm, timesOf } from "./arms.ts";

const source = "globalThis.call = (input) => JSON.stringify(((a, b) => a + b)(...JSON.parse(input)))";

/** A fresh context of `node:vm`, which is no border: for scale. */
export function nodeVmArm(): Arm {
  return {
    name: "node:vm, fresh context (no border)",
    times: (runs) => timesOf(runs, runInVm),
    close: () => {},
  };
}

/** A fresh runtime and context of QuickJS in this process. */
export async function quickJsArm(): Promise<Arm> {
  const quickJs = await newQuickJSWASMModuleFromVariant(import("@jitl/quickjs-wasmfile-release-sync"));
  const run = (): void => {
    const runtime = quickJs.newRuntime();
    const context = runtime.newContext();
    context.unwrapResult(context.evalCode(source)).dispose();
    const result = context.unwrapResult(context.evalCode("call('[1,2]')"));
    expectThree(context.getString(result));
    result.dispose();
    context.dispose();
    runtime.dispose();
  };
  return {
    name: "quickjs-emscripten in this process, fresh runtime",
    times: (runs) => timesOf(runs, run),
    close: () => {},
  };
}

/** A fresh thread for every run; it shares the process, so it is no border either. */
export function workerArm(): Arm {
  const file = fileURLToPath(new URL("worker-run.mjs", import.meta.url));
  const run = async (): Promise<void> => {
    const worker = new Worker(file, { workerData: "[1,2]" });
    const [text] = (await once(worker, "message")) as [string];
    expectThree(text);
    await worker.terminate();
  };
  return {
    name: "worker_threads, fresh worker (no border)",
    times: (runs) => timesOf(Math.ceil(runs / 5), run),
    close: () => {},
  };
}

function runInVm(): void {
  const context = createContext({});
  new Script(source).runInContext(context);
  const { call } = context as { call: (input: string) => string };
  expectThree(call("[1,2]"));
}

function expectThree(text: string): void {
  if (JSON.parse(text) !== 3) throw new Error(`1 + 2 gave ${text}`);
}
