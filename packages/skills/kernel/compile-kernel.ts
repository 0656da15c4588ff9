import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import wabt from "wabt";

/** The generated file that `dot-rows.wat` compiles to. */
export const KERNEL_FILE: string = fileURLToPath(
  new URL("../src/index-tiers/dot-rows-bytes.ts", import.meta.url),
);

/** The text of the generated file. */
export async function compiledKernel(): Promise<string> {
  const source = readFileSync(new URL("./dot-rows.wat", import.meta.url), "utf8");
  const compiler = await wabt();
  const module = compiler.parseWat("dot-rows.wat", source, { simd: true });
  try {
    module.validate();
    const { buffer } = module.toBinary({});
    const base64 = Buffer.from(buffer).toString("base64");
    return `/** What \`kernel/dot-rows.wat\` compiles to; \`kernel/write-kernel.ts\` writes it. */\nexport const DOT_ROWS_BYTES =\n  "${base64}";\n`;
  } finally {
    module.destroy();
  }
}
