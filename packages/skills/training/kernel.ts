import { readFileSync } from "node:fs";
import { PortolanError } from "@portolan/core";

/** The functions of `kernel/contrastive.as`; whole numbers are addresses of its memory. */
interface KernelExports {
  encode: (
    table: number,
    ids: number,
    starts: number,
    count: number,
    dim: number,
    out: number,
    norms: number,
  ) => void;
  similarities: (a: number, b: number, count: number, dim: number, scale: number, out: number) => void;
  weightedSums: (
    weights: number,
    rows: number,
    count: number,
    dim: number,
    transposed: boolean,
    out: number,
  ) => void;
  update: (
    table: number,
    squares: number,
    ids: number,
    starts: number,
    count: number,
    dim: number,
    vectors: number,
    norms: number,
    gradients: number,
    rate: number,
  ) => void;
}

/** The kernel with its memory, from which blocks are handed out once and for all. */
export interface Kernel {
  run: KernelExports;
  floats(length: number): { at: number; values: Float32Array };
  integers(length: number): { at: number; values: Int32Array };
}

const PAGE_BYTES = 65_536;

/** Compiles the kernel, with a memory of that many bytes. */
export async function makeKernel(bytes: number): Promise<Kernel> {
  const pages = Math.ceil(bytes / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = await WebAssembly.compile((await compiled()) as BufferSource);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  let next = 1_024;
  const reserve = (length: number) => {
    const at = next;
    next += Math.ceil((length * 4) / 16) * 16;
    return at;
  };
  return {
    run: instance.exports as unknown as KernelExports,
    floats: (length) => {
      const at = reserve(length);
      return { at, values: new Float32Array(memory.buffer, at, length) };
    },
    integers: (length) => {
      const at = reserve(length);
      return { at, values: new Int32Array(memory.buffer, at, length) };
    },
  };
}

async function compiled(): Promise<Uint8Array> {
  const { default: asc } = await import("assemblyscript/asc");
  const source = readFileSync(new URL("kernel/contrastive.as", import.meta.url), "utf8");
  let binary: Uint8Array | undefined;
  const { error } = await asc.main(
    [
      "kernel.ts",
      "-O3",
      "--enable",
      "simd",
      "--runtime",
      "stub",
      "--importMemory",
      "--noAssert",
      "-o",
      "kernel.wasm",
    ],
    {
      readFile: (name) => (name === "kernel.ts" ? source : null),
      writeFile: (_, contents) => {
        if (typeof contents !== "string") binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) {
    throw new PortolanError("usage", `The training kernel does not compile: ${error?.message}`, {
      value: "kernel/contrastive.as",
      next: "Correct the kernel.",
    });
  }
  return binary;
}
