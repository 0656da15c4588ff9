import { writeFileSync } from "node:fs";
import { compiledKernel, KERNEL_FILE } from "./compile-kernel.ts";

writeFileSync(KERNEL_FILE, await compiledKernel());
