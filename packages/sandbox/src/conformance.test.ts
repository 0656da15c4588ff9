import { checkingConformance, isolationConformance, sandboxConformance } from "@portolan/core/testing";
import { createSandbox } from "./create-sandbox.ts";

type Make = Parameters<typeof sandboxConformance>[1];

checkingConformance("createSandbox", (options) => createSandbox(options));
for (const engine of ["isolated-vm", "quickjs"] as const) {
  const make: Make = (options) => createSandbox({ engine, children: 1, ...options });
  sandboxConformance(`createSandbox with ${engine}`, make);
  isolationConformance(`createSandbox with ${engine}`, make);
}
