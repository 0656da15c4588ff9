import { type Attack, isDenied, returns, throws } from "./attack.ts";

function importing(id: string, tries: string, specifier: string): Attack {
  const source = `import * as found from ${JSON.stringify(specifier)};\nexport function attack() { return Object.keys(found); }`;
  return { id, tries, source, expect: isDenied(specifier) };
}

export const outOfReach: readonly Attack[] = [
  importing("import-node", "imports the file system", "node:fs"),
  importing("import-bare", "imports a module of Node by its bare name", "child_process"),
  importing("import-node-internal", "imports what Node keeps to itself", "internal/process/execution"),
  importing("import-url", "imports from the network", "https://example.com/x.js"),
  importing("import-file-url", "imports a file by its address", "file:///etc/passwd"),
  importing("import-path", "imports a file by its path", "/etc/passwd"),
  importing("import-climb", "climbs from its folder to a file", "../../../../etc/passwd"),
  importing("import-data", "imports code from text", "data:text/javascript,export default 1"),
  importing("import-blob", "imports a blob", "blob:nodedata:0"),
  importing("import-engine", "imports the engine it runs in", "isolated-vm"),
  importing("import-dependency", "imports a package of the sandbox", "sucrase"),
  importing("import-own-file", "imports itself by its file name", "attack.ts"),
  importing("import-case", "imports by a name in other letters", "NODE:FS"),
  importing("import-space", "imports by a name with a space before it", " node:fs"),
  importing("import-empty", "imports by an empty name", ""),
  importing("import-wasm", "imports WebAssembly", "data:application/wasm;base64,AGFzbQEAAAA="),
  {
    ...importing("import-null-byte", "imports by a name that a null byte ends early", "#skills/a\0.ts"),
    expect: { kind: "denied", by: "attack" },
  },
  {
    id: "network-globals",
    tries: "looks for a way to the network",
    body: "return ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'navigator', 'Request', 'importScripts', 'caches'].filter((name) => name in globalThis);",
    expect: returns([]),
  },
  {
    id: "thread-globals",
    tries: "looks for a way to start a thread",
    body: "return ['Worker', 'SharedWorker', 'Worklet', 'AudioWorklet', 'ServiceWorker'].filter((name) => name in globalThis);",
    expect: returns([]),
  },
  {
    id: "process-binding",
    tries: "asks the process for its native bindings",
    body: "return process.binding('fs');",
    expect: throws("ReferenceError"),
  },
  {
    id: "require",
    tries: "requires a module",
    body: "return require('fs').readFileSync('/etc/passwd', 'utf8');",
    expect: throws("ReferenceError"),
  },
  {
    id: "main-module",
    tries: "requires through the main module of the process",
    body: "return globalThis.process.mainModule.require('child_process').execSync('id');",
    expect: throws("TypeError"),
  },
  {
    id: "wasm",
    tries: "compiles WebAssembly",
    body: "return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));",
    expect: throws("ReferenceError"),
  },
  {
    id: "native-addon",
    tries: "loads a native module",
    body: "return process.dlopen({ exports: {} }, '/tmp/x.node');",
    expect: throws("ReferenceError"),
  },
  {
    id: "import-meta-resolve",
    tries: "resolves paths with import.meta",
    body: "return [typeof import.meta.resolve, typeof import.meta.dirname, typeof import.meta.filename];",
    expect: returns(["undefined", "undefined", "undefined"]),
  },
  {
    id: "dynamic-import-url",
    tries: "imports from the network at run time",
    body: "try { await import('https://example.com/x.js'); return 'imported'; } catch (e) { return 'refused'; }",
    expect: returns("refused"),
  },
  {
    id: "dynamic-import-getter",
    tries: "runs code of its own while a name for import() is read",
    body: "let read = 0; try { await import({ toString() { read++; return 'node:fs'; } }); return 'imported'; } catch { return read <= 1; }",
    expect: returns(true),
  },
];
