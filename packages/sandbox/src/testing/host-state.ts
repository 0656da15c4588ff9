const builtIns: Readonly<Record<string, object>> = {
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Promise,
  Error,
  TypeError,
  RangeError,
  RegExp,
  Date,
  Map,
  Set,
  WeakMap,
  ArrayBuffer,
  Uint8Array,
};
const namespaces: Readonly<Record<string, object>> = { JSON, Reflect, Math };
const iterators: Readonly<Record<string, object>> = {
  "array iterator": Object.getPrototypeOf([].values()) as object,
  "generator prototype": Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())) as object,
};

/** The own properties of the built-in objects of this process, as they are now, and the names of its globals. */
export type HostState = ReadonlyMap<string, unknown>;

/** Takes down what a program that got out would leave behind. */
export function hostState(): HostState {
  const state = new Map<string, unknown>();
  const prototypes = Object.entries(builtIns).map(([name, value]): [string, object] => [
    `${name}.prototype`,
    (value as { prototype: object }).prototype,
  ]);
  const objects = [...Object.entries(builtIns), ...prototypes];
  objects.push(...Object.entries(namespaces), ...Object.entries(iterators));
  for (const [name, object] of objects) {
    state.set(`the prototype of ${name}`, Object.getPrototypeOf(object));
    for (const key of Reflect.ownKeys(object)) {
      const property = Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      for (const field of ["value", "get", "set"] as const) {
        if (field in property) state.set(`${name}[${String(key)}] (${field})`, property[field]);
      }
    }
  }
  for (const key of Reflect.ownKeys(globalThis)) state.set(`globalThis.${String(key)}`, true);
  return state;
}

/** What differs between two states: `Array.prototype[map] (value)`. */
export function changesOf(before: HostState, after: HostState): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter(
    (name) => before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)),
  );
}
