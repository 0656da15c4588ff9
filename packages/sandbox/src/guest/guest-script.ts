import { allowOverrides } from "./allow-overrides.ts";
import { makeErrorReader } from "./error-reader.ts";
import { forbidCodeFromText } from "./forbid-code-from-text.ts";
import { freezeIntrinsics } from "./freeze-intrinsics.ts";
import { freezeRealm } from "./freeze-realm.ts";
import { freezeSegments } from "./freeze-segments.ts";
import { hardenGlobals } from "./harden-globals.ts";
import { hideStacks } from "./hide-stacks.ts";
import { hiddenIntrinsics } from "./hidden-intrinsics.ts";
import { installConsole } from "./install-console.ts";
import { makeJsonWriter } from "./json-writer.ts";
import { startGuest } from "./start-guest.ts";
import { virtualTime } from "./virtual-time.ts";
import { writeFreeze } from "./write-freeze.ts";

const parts = [
  hardenGlobals,
  virtualTime,
  forbidCodeFromText,
  makeJsonWriter,
  hideStacks,
  makeErrorReader,
  installConsole,
  hiddenIntrinsics,
  allowOverrides,
  freezeIntrinsics,
  writeFreeze,
  freezeSegments,
  freezeRealm,
];

/**
 * The script that prepares a realm, as text: these functions name each other, so put side by side in one scope they work
 * there as their modules do here. Its completion value is `startGuest`.
 */
export const guestScript = `"use strict";(() => {
${parts.map((part) => `const ${part.name} = ${eager(part)};`).join("\n")}
return ${eager(startGuest)};
})()`;

/** V8 compiles a function in parentheses at once, and then keeps it in the cache of the script: a start has no time for more. */
function eager(part: (...given: never[]) => unknown): string {
  return `(${String(part)})`;
}

/**
 * The module through which host-made modules reach `ready` and `tool`; programs cannot import it. It is evaluated before
 * any program and leaves the realm frozen.
 */
export const hookModule = `const { ready, tool, freeze } = globalThis.portolan;
delete globalThis.portolan;
freeze();
export { ready, tool };`;

/** The module that is evaluated: the hook first, then the program with all it imports, then the call. */
export const entryModule = `import { ready } from "portolan:hook";
import * as program from "portolan:program";
ready(program);`;

/** The module behind `#tools/<namespace>` as the module `by` sees it. */
export function toolModule(namespace: string, names: readonly string[], by: string): string {
  const lines = names.map(
    (name, i) =>
      `const tool${i} = tool(${JSON.stringify(`${namespace}.${name}`)}, ${JSON.stringify(by)}); export { tool${i} as ${JSON.stringify(name)} };`,
  );
  return [`import { tool } from "portolan:hook";`, ...lines].join("\n");
}
