import { isolationConformance, sandboxConformance } from "@portolan/core/testing";
import { createSandbox } from "./create-sandbox.ts";

const make: Parameters<typeof sandboxConformance>[1] = (options) =>
  createSandbox({ children: 1, ...options });

sandboxConformance("createSandbox", make);
isolationConformance("createSandbox", make);
