/* oxlint-disable typescript/unbound-method -- getters and setters are frozen here, not called */
/**
 * Freezes every built-in object of the realm and the bindings of `globalThis`, so that modules linked into one realm can
 * neither sabotage each other nor keep state in what they share. `hidden` are the built-ins that no global leads to.
 */
export function freezeIntrinsics(hidden: readonly object[]): void {
  const { freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;
  const { ownKeys } = Reflect;
  const known = new Set<object>();
  const waiting: object[] = [];

  add(globalThis);
  // The only function with properties of its own and no prototype.
  add(Proxy);
  for (let i = 0; i < hidden.length; i++) add(hidden[i] as object);
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    const keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) {
      const property = getOwnPropertyDescriptor(object, keys[i] as string) as PropertyDescriptor;
      reach(property.value);
      reach(property.get);
      reach(property.set);
    }
    const above = getPrototypeOf(object) as object | null;
    if (above) add(above);
    freeze(object);
  }

  function reach(value: unknown): void {
    if (typeof value === "object" && value !== null) return add(value);
    if (typeof value !== "function") return;
    // Most functions are methods, with nothing behind them. Not walking those halves what this adds to every run.
    if (hasOwn(value, "prototype")) add(value);
    else freeze(value);
  }

  function add(object: object): void {
    if (known.has(object)) return;
    known.add(object);
    waiting.push(object);
  }
}
