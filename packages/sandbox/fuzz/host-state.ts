/** Watches what no run may touch: the built-ins of the host, and promises that nobody handles. */
export class HostState {
  readonly #before = builtIns();
  readonly #unhandled: unknown[] = [];
  readonly #hear = (reason: unknown): void => {
    this.#unhandled.push(reason);
  };

  constructor() {
    process.on("unhandledRejection", this.#hear);
    process.on("uncaughtException", this.#hear);
  }

  /** What was touched since the start; ends the watch. */
  async end(): Promise<string[]> {
    // Rejections are reported after the microtasks.
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", this.#hear);
    process.off("uncaughtException", this.#hear);
    const now = builtIns();
    const changed = [...this.#before]
      .filter(([path, value]) => !Object.is(now.get(path), value))
      .map(([path]) => path);
    const added = [...now.keys()].filter((path) => !this.#before.has(path));
    return [
      ...[...changed, ...added].map((path) => `${path} was changed`),
      ...this.#unhandled.map(
        (reason) => `nobody handled ${reason instanceof Error ? reason.stack : typeof reason}`,
      ),
    ];
  }
}

function builtIns(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const bases = {
    Object,
    Array,
    Function,
    String,
    Number,
    Boolean,
    Promise,
    Error,
    Map,
    Set,
    Date,
    RegExp,
    Symbol,
  };
  for (const [name, base] of Object.entries(bases)) {
    for (const [where, object] of [
      [name, base],
      [`${name}.prototype`, base.prototype as object],
    ] as const) {
      for (const key of Reflect.ownKeys(object)) {
        const property = Reflect.getOwnPropertyDescriptor(object, key);
        // The last match of whatever expression is no state that matters.
        if (name !== "RegExp" || where !== name)
          found.set(`${where}.${String(key)}`, property?.value ?? property?.get);
      }
    }
  }
  return found;
}
