import { isolationConformance, sandboxConformance } from "@portolan/core/testing";
import { createSandbox } from "./create-sandbox.ts";

for (const engine of ["isolated-vm", "quickjs"] as const) {
  const make: Parameters<typeof sandboxConformance>[1] = (options) =>
    createSandbox({ engine, children: 1, ...options });
  sandboxConformance(`createSandbox with ${engine}`, make);
  isolationConformance(`createSandbox with ${engine}`, make);
}
