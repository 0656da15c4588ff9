import { DOT_ROWS_BYTES } from "./dot-rows-bytes.ts";
import { paddedWidth, type QuantisedQuery, quantiseRow } from "./quantise.ts";
import { type WasmMemory, webAssembly } from "./web-assembly.ts";

const PAGE = 65_536;
const module = new webAssembly.Module(Buffer.from(DOT_ROWS_BYTES, "base64"));

/** What `kernel/dot-rows.wat` exports. */
interface Kernel {
  dotRows: (row: number, end: number, width: number, query: number, out: number) => void;
  exactDot: (a: number, b: number, whole: number, end: number) => number;
}

/** Vectors as single-precision numbers, and as the bytes that scans go through. Rows are only ever added. */
export class VectorBlock {
  readonly dimension: number;
  rows = 0;
  /** The numbers of all rows, and of those that there is room for. */
  floats: Float32Array;
  scales: Float32Array;
  errors: Float32Array;
  norms: Float32Array;
  readonly #width: number;
  readonly #mosts = { errors: { rows: 0, most: 0 }, norms: { rows: 0, most: 0 } };
  #capacity: number;
  #memory: WasmMemory;
  #kernel: Kernel;
  /** Over another memory: a query, then `floats`. */
  #exact: Kernel;

  constructor(dimension: number, capacity = 16) {
    this.dimension = dimension;
    this.#width = paddedWidth(dimension);
    this.#capacity = Math.max(1, capacity);
    const floats = memoryFor((this.#capacity + 1) * dimension * 4);
    this.floats = new Float32Array(floats.buffer, dimension * 4, this.#capacity * dimension);
    this.#exact = kernelOn(floats);
    this.scales = new Float32Array(this.#capacity);
    this.errors = new Float32Array(this.#capacity);
    this.norms = new Float32Array(this.#capacity);
    this.#memory = memoryFor(this.#bytes());
    this.#kernel = kernelOn(this.#memory);
  }

  /** The largest of the errors: what no row is further off. */
  get mostError(): number {
    return this.#most("errors");
  }

  get mostNorm(): number {
    return this.#most("norms");
  }

  /** The bytes of all rows, as a file keeps them: `rows × padded width`. */
  get codes(): Int8Array {
    return new Int8Array(this.#memory.buffer, this.#codesAt, this.rows * this.#width);
  }

  add(vector: Float32Array): void {
    if (this.rows === this.#capacity) this.#grow();
    const row = this.rows++;
    this.floats.set(vector, row * this.dimension);
    const codes = new Int8Array(this.#memory.buffer, this.#codesAt + row * this.#width, this.#width);
    const { scale, error, norm } = quantiseRow(vector, codes);
    this.scales[row] = scale;
    this.errors[row] = error;
    this.norms[row] = norm;
  }

  /** Adds a row of another block as it is. */
  addFrom(other: VectorBlock, from: number): void {
    if (this.rows === this.#capacity) this.#grow();
    const row = this.rows++;
    this.floats.set(other.vector(from), row * this.dimension);
    this.codes.set(other.codes.subarray(from * this.#width, (from + 1) * this.#width), row * this.#width);
    this.scales[row] = other.scales[from] as number;
    this.errors[row] = other.errors[from] as number;
    this.norms[row] = other.norms[from] as number;
  }

  /** Dot products of all rows' bytes with those of the query; they stand until the next call. */
  dots(query: QuantisedQuery): Int32Array {
    new Int16Array(this.#memory.buffer, 0, this.#width).set(query.codes);
    const end = this.#codesAt + this.rows * this.#width;
    this.#kernel.dotRows(this.#codesAt, end, this.#width, 0, this.#outAt);
    return new Int32Array(this.#memory.buffer, this.#outAt, this.rows);
  }

  /** Gives the cosine of each row with a vector as `exactDot` computes it; it stands until the next vector. */
  cosinesWith(vector: Float32Array): (row: number) => number {
    const bytes = this.dimension * 4;
    new Float32Array(this.floats.buffer, 0, this.dimension).set(vector);
    const { exactDot } = this.#exact;
    const whole = bytes - (bytes % 16);
    return (row) => exactDot(0, (row + 1) * bytes, whole, bytes);
  }

  vector(row: number): Float32Array {
    return this.floats.subarray(row * this.dimension, (row + 1) * this.dimension);
  }

  /** After the query: two bytes a number. */
  get #outAt(): number {
    return this.#width * 2;
  }

  get #codesAt(): number {
    return Math.ceil((this.#outAt + this.#capacity * 4) / 16) * 16;
  }

  #bytes(): number {
    return this.#codesAt + this.#capacity * this.#width;
  }

  /** Looked for among the rows that came since the last time. */
  #most(kind: "errors" | "norms"): number {
    const known = this.#mosts[kind];
    for (; known.rows < this.rows; known.rows++)
      known.most = Math.max(known.most, this[kind][known.rows] as number);
    return known.most;
  }

  #grow(): void {
    const before = this.codes;
    this.#capacity *= 2;
    this.#memory = memoryFor(this.#bytes());
    this.#kernel = kernelOn(this.#memory);
    this.codes.set(before);
    const floats = memoryFor((this.#capacity + 1) * this.dimension * 4);
    const larger = new Float32Array(floats.buffer, this.dimension * 4, this.#capacity * this.dimension);
    larger.set(this.floats);
    this.floats = larger;
    this.#exact = kernelOn(floats);
    this.scales = enlarged(this.scales, this.#capacity);
    this.errors = enlarged(this.errors, this.#capacity);
    this.norms = enlarged(this.norms, this.#capacity);
  }
}

function memoryFor(bytes: number): WasmMemory {
  return new webAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
}

function kernelOn(memory: WasmMemory): Kernel {
  return new webAssembly.Instance(module, { host: { memory } }).exports as unknown as Kernel;
}

function enlarged(array: Float32Array, length: number): Float32Array {
  const larger = new Float32Array(length);
  larger.set(array);
  return larger;
}
