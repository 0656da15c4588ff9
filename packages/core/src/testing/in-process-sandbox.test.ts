import { inProcessSandbox } from "./in-process-sandbox.ts";
import { sandboxConformance } from "./sandbox-conformance.ts";

sandboxConformance("inProcessSandbox", () => inProcessSandbox());
