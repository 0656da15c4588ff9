import { createRequire } from "node:module";
import type { Engine } from "../engine.ts";
import { QuickJsRealm } from "./quickjs-realm.ts";

const { version } = createRequire(import.meta.url)("@jitl/quickjs-wasmfile-release-sync/package.json") as {
  version: string;
};

/** QuickJS in WebAssembly, for platforms without a native module: a fresh instance for every run. */
export const quickJsEngine: Engine = {
  name: `quickjs ${version}`,
  versions: { quickjs: version },
  prepare: (memoryMb) => QuickJsRealm.prepare(memoryMb),
};
