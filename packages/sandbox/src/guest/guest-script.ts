import { makeErrorReader } from "./error-reader.ts";
import { hardenGlobals } from "./harden-globals.ts";
import { installConsole } from "./install-console.ts";
import { makeJsonWriter } from "./json-writer.ts";
import { startGuest } from "./start-guest.ts";
import { virtualTime } from "./virtual-time.ts";

/**
 * The script that prepares a realm, as text: these functions name each other, so put side by side in one scope they work
 * there as their modules do here. Its completion value is `startGuest`.
 */
export const guestScript = `"use strict";(() => {
${[hardenGlobals, virtualTime, makeJsonWriter, makeErrorReader, installConsole].map(String).join("\n")}
return ${String(startGuest)};
})()`;

/** The module through which host-made modules reach `ready` and `tool`; programs cannot import it. */
export const hookModule = `const { ready, tool } = globalThis.portolan;
delete globalThis.portolan;
export { ready, tool };`;

/** The module that is evaluated: the hook first, then the program with all it imports, then the call. */
export const entryModule = `import { ready } from "portolan:hook";
import * as program from "portolan:program";
ready(program);`;

/** The module behind `#tools/<namespace>`. */
export function toolModule(namespace: string, names: readonly string[]): string {
  const lines = names.map(
    (name, i) =>
      `const tool${i} = tool(${JSON.stringify(`${namespace}.${name}`)}); export { tool${i} as ${JSON.stringify(name)} };`,
  );
  return [`import { tool } from "portolan:hook";`, ...lines].join("\n");
}
