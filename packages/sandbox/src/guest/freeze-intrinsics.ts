/* oxlint-disable typescript/unbound-method -- getters and setters are frozen here, not called */
/**
 * Freezes every built-in object of the realm and the bindings of `globalThis`, so that modules linked into one realm can
 * neither sabotage each other nor keep state in what they share. `hidden` are the built-ins that no global leads to.
 */
export function freezeIntrinsics(hidden: readonly object[]): void {
  const { freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;
  const { ownKeys } = Reflect;
  // Proxy is the only function with properties of its own and no prototype.
  const known = new Set<object>([globalThis, Proxy, ...hidden]);

  // Walking a set reaches what is added on the way. They are frozen afterwards, because walking frozen objects is slower.
  for (const object of known) {
    for (const key of ownKeys(object)) {
      const { value, get, set } = getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      if (value === undefined) {
        reach(get);
        reach(set);
      } else reach(value);
    }
    const above = getPrototypeOf(object) as object | null;
    if (above) known.add(above);
  }
  for (const object of known) freeze(object);

  function reach(value: unknown): void {
    if (typeof value === "function") {
      // Most functions are methods, with nothing behind them. Not walking those halves what this adds to every run.
      if (hasOwn(value, "prototype")) known.add(value);
      else freeze(value);
    } else if (typeof value === "object" && value !== null) known.add(value);
  }
}
