import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import release from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import type { RealmMemory } from "./quickjs-memory.ts";

// Its types are those of its CommonJS file, which has the variant one level deeper than the module that Node loads.
const variant = release as unknown as QuickJSSyncVariant;

// Compiled once in this process; what V8 makes of it on the way serves every instance.
const compiled = new WebAssembly.Module(
  readFileSync(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm")),
);

/** An instance of QuickJS. */
export interface Instance {
  readonly context: QuickJSContext;
  /**
   * Has this called every so often while it computes. What it throws goes through QuickJS and all code in it, so that no
   * `catch` or `finally` of a program comes in between; the instance cannot be entered again afterwards.
   */
  interruptWith(interrupt: () => void): void;
}

/** Makes an instance in this memory, with one runtime and one context, which share nothing with any other. */
export async function instantiate(memory: RealmMemory): Promise<Instance> {
  const loaded = await variant.importModuleLoader();
  const load = loaded as Exclude<typeof loaded, { default: unknown }>;
  const emscripten = await load({
    wasmMemory: memory.wasm,
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance);
      return instance.exports;
    },
  });
  const quickJs = await newQuickJSWASMModuleFromVariant({
    ...variant,
    importModuleLoader: async () => async () => emscripten,
  });
  const context = quickJs.newContext();
  const interruptWith = (interrupt: () => void): void => {
    // This one is called within a `try` that makes an exception of QuickJS of what it throws, which the promises of
    // asynchronous functions catch; so the one that counts is put in its place.
    context.runtime.setInterruptHandler(() => false);
    emscripten.callbacks.shouldInterrupt = () => {
      interrupt();
      return 0;
    };
  };
  return { context, interruptWith };
}
