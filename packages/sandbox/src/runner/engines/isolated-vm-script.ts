import type ivm from "isolated-vm";
import type { CachedDataResult, Isolate, Script } from "isolated-vm";

/** A script of ours that every isolate runs: compiled once, then taken from V8's own cache, which was made here and may be trusted. */
export class OwnScript {
  readonly #filename: string;
  readonly #code: string;
  #cachedData: ivm.ExternalCopy<ArrayBuffer> | undefined;

  constructor(filename: string, code: string) {
    this.#filename = filename;
    this.#code = code;
  }

  compile(isolate: Isolate): Script {
    const cache = this.#cachedData ? { cachedData: this.#cachedData } : { produceCachedData: true };
    const script = isolate.compileScriptSync(this.#code, { filename: this.#filename, ...cache });
    this.#cachedData ??= (script as Script & CachedDataResult).cachedData;
    return script;
  }
}
