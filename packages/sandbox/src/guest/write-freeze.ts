/* oxlint-disable typescript/unbound-method -- getters and setters are named here, not called */
/**
 * Writes a script that freezes what `freezeIntrinsics` would freeze here, in any realm that is as fresh as this one: it names
 * each object by the way to it, which takes a third of the time of finding them. Its value is a function of the hidden
 * built-ins. Undefined when something has no such name.
 */
export function writeFreeze(hidden: readonly object[]): string | undefined {
  const { getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;
  const { ownKeys } = Reflect;
  const { stringify } = JSON;
  const names = new Map<object, string>([
    [globalThis, "globalThis"],
    [Proxy, "Proxy"],
  ]);
  for (let i = 0; i < hidden.length; i++) names.set(hidden[i] as object, `hidden[${i}]`);
  const leaves = new Set<object>();
  const lines: string[] = [];
  let complete = true;

  for (const [object, name] of names) {
    for (const key of ownKeys(object)) {
      const way = wayOf(key);
      const { value, get, set } = getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      if (value !== undefined) reach(value, `${name}[${way}]`);
      if (get) reach(get, `of(${name}, ${way}).get`);
      if (set) reach(set, `of(${name}, ${way}).set`);
    }
    const above = getPrototypeOf(object) as object | null;
    if (above) keep(above, `above(${name})`);
  }
  for (const name of names.values()) lines.push(`freeze(${name});`);
  const head = "const { freeze, getOwnPropertyDescriptor: of, getPrototypeOf: above } = Object;";
  return complete ? `((hidden) => {\n${head}\n${lines.join("\n")}\n})` : undefined;

  function reach(value: unknown, way: string): void {
    if (typeof value === "function" && !hasOwn(value, "prototype")) {
      if (!leaves.has(value) && !names.has(value)) lines.push(`freeze(${way});`);
      leaves.add(value);
    } else if ((typeof value === "object" && value !== null) || typeof value === "function") keep(value, way);
  }

  function keep(object: object, way: string): void {
    if (names.has(object)) return;
    const name = `o${names.size}`;
    names.set(object, name);
    lines.push(`const ${name} = ${way};`);
  }

  function wayOf(key: string | symbol): string {
    if (typeof key === "string") return stringify(key);
    // "Symbol.iterator"
    const known = key.description ?? "";
    complete &&= (Symbol as unknown as Record<string, unknown>)[known.slice(7)] === key;
    return known;
  }
}
