/* oxlint-disable typescript/unbound-method -- taken off their objects before programs can replace them, called through Reflect.apply */
/**
 * Writes a value as JSON text, or says what JSON would lose and where: `NaN at [2]`. Reads every part once, so that a getter
 * cannot show one value to the check and another one to the text; throws what a getter throws.
 */
export type JsonWriter = (value: unknown) => { text: string } | { loss: string };

/** Makes a writer that programs cannot influence: it holds the realm's own functions from before they ran. */
export function makeJsonWriter(): JsonWriter {
  const { stringify } = JSON;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { keys } = Object;
  const { apply } = Reflect;
  const tagOf = Object.prototype.toString;
  const slice = String.prototype.slice;
  // The host walks results recursively; a deeper one could exhaust its stack.
  const maxDepth = 500;
  type Parents = { value: object; above: Parents } | undefined;
  interface Loss {
    what: string;
    /** Absent when it would be longer than useful. */
    path?: string;
  }
  interface Found {
    loss: Loss | undefined;
  }

  return (value) => {
    const found: Found = { loss: undefined };
    const copy = copyOf(value, undefined, 0, found);
    const { loss } = found;
    if (loss) return { loss: loss.path ? `${loss.what} at ${loss.path}` : loss.what };
    return { text: stringify(copy) };
  };

  /** The value as plain data, of no use once a loss is found. */
  function copyOf(value: unknown, parents: Parents, depth: number, found: Found): unknown {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number") return isFinite(value) ? value : lose(found, `${value}`);
    if (typeof value === "undefined") return lose(found, "undefined");
    if (typeof value !== "object")
      return lose(found, typeof value === "bigint" ? "a BigInt" : `a ${typeof value}`);
    if (depth > maxDepth) {
      found.loss = { what: `a value nested more than ${maxDepth} levels deep` };
      return undefined;
    }
    for (let above = parents; above; above = above.above) {
      if (above.value === value) return lose(found, "a value that contains itself");
    }
    const inner = { value, above: parents };
    return isArray(value)
      ? copyOfItems(value, inner, depth, found)
      : copyOfFields(value, inner, depth, found);
  }

  function copyOfItems(items: unknown[], parents: Parents, depth: number, found: Found): unknown {
    const copy: unknown[] = [];
    for (let i = 0; i < items.length; i++) {
      copy[i] = copyOf(items[i], parents, depth + 1, found);
      if (found.loss) return step(found, `[${i}]`);
    }
    return copy;
  }

  function copyOfFields(value: object, parents: Parents, depth: number, found: Found): unknown {
    const tag = apply(tagOf, value, []);
    if (tag !== "[object Object]") return lose(found, `a ${apply(slice, tag, [8, -1])}`);
    const record = value as Record<string, unknown>;
    if (typeof record["toJSON"] === "function") return lose(found, "an object with a toJSON method");
    const names = keys(record);
    // Without a prototype, `__proto__` is a key like any other.
    const copy = { __proto__: null } as unknown as Record<string, unknown>;
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const field = record[name];
      // An optional property that is present but undefined is left out, as JSON does: nothing is lost.
      if (field === undefined) continue;
      copy[name] = copyOf(field, parents, depth + 1, found);
      if (found.loss) return step(found, `.${name}`);
    }
    return copy;
  }

  function lose(found: Found, what: string): undefined {
    found.loss = { what, path: "" };
  }

  function step(found: Found, name: string): undefined {
    const { what, path } = found.loss as Loss;
    found.loss = path === undefined || path.length > 200 ? { what } : { what, path: name + path };
  }
}
