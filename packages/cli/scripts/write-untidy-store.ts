import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeUntidyStore } from "../src/testing/untidy-store.ts";

// Writes the store that docs/tidy.md tidies.
const root = fileURLToPath(new URL("../../../examples/untidy-store", import.meta.url));
rmSync(root, { recursive: true, force: true });
await writeUntidyStore(root);
rmSync(join(root, ".portolan"), { recursive: true, force: true });
