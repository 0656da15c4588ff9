// In a checkout the runner itself is TypeScript, and Node cannot strip types under --jitless (it needs WebAssembly).
// The host preloads this file there; the published package holds JavaScript and never does.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { transform } from "sucrase";

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith(".ts")) return nextLoad(url, context);
    const options = { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: true };
    const source = transform(readFileSync(new URL(url), "utf8"), options).code;
    return { format: "module", source, shortCircuit: true };
  },
});
