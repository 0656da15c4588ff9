import ivm from "isolated-vm";

// A process that uses isolated-vm as its documentation shows, with nothing around it: a fresh isolate and context for each
// run, compile, link, evaluate, call, the result as JSON, dispose. What the sandbox is compared with.
const source =
  "export function add(a, b) { return a + b; }\nexport const call = (input) => JSON.stringify(add(...JSON.parse(input)));";

process.on("message", ({ runs, forMs }: { runs?: number; forMs?: number }) => {
  const times: number[] = [];
  const endsAt = performance.now() + (forMs ?? Number.POSITIVE_INFINITY);
  while (times.length < (runs ?? Number.POSITIVE_INFINITY) && performance.now() < endsAt) {
    const startedAt = performance.now();
    run();
    times.push(performance.now() - startedAt);
  }
  process.send?.({ times });
});

function run(): void {
  const isolate = new ivm.Isolate({ memoryLimit: 256 });
  const context = isolate.createContextSync();
  const module = isolate.compileModuleSync(source, { filename: "add.js" });
  module.instantiateSync(context, () => module);
  module.evaluateSync({ timeout: 5_000 });
  const call = module.namespace.getSync("call", { reference: true }) as ivm.Reference<
    (input: string) => string
  >;
  const text = call.applySync(undefined, ["[1,2]"], { timeout: 5_000 });
  if (JSON.parse(text) !== 3) throw new Error(`1 + 2 gave ${text}`);
  isolate.dispose();
}
