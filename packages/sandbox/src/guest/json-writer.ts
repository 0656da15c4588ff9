/* oxlint-disable typescript/unbound-method -- taken off their objects before programs can replace them, called through Reflect.apply */
/** Writes a value as JSON text, or says what JSON would lose and where: `NaN at [2]`. Throws what a getter of the value throws. */
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

  return (value) => {
    const loss = lossIn(value, undefined, 0);
    if (loss) return { loss: loss.path ? `${loss.what} at ${loss.path}` : loss.what };
    return { text: stringify(value) };
  };

  function lossIn(value: unknown, parents: Parents, depth: number): Loss | undefined {
    if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
    if (typeof value === "number") return isFinite(value) ? undefined : { what: `${value}`, path: "" };
    if (typeof value === "undefined") return { what: "undefined", path: "" };
    if (typeof value !== "object")
      return { what: typeof value === "bigint" ? "a BigInt" : `a ${typeof value}`, path: "" };
    if (depth > maxDepth) return { what: `a value nested more than ${maxDepth} levels deep` };
    for (let above = parents; above; above = above.above) {
      if (above.value === value) return { what: "a value that contains itself", path: "" };
    }
    const inner = { value, above: parents };
    return isArray(value) ? lossInItems(value, inner, depth) : lossInFields(value, inner, depth);
  }

  function lossInItems(items: unknown[], parents: Parents, depth: number): Loss | undefined {
    for (let i = 0; i < items.length; i++) {
      const loss = lossIn(items[i], parents, depth + 1);
      if (loss) return within(`[${i}]`, loss);
    }
    return undefined;
  }

  function lossInFields(value: object, parents: Parents, depth: number): Loss | undefined {
    const tag = apply(tagOf, value, []);
    if (tag !== "[object Object]") return { what: `a ${apply(slice, tag, [8, -1])}`, path: "" };
    const record = value as Record<string, unknown>;
    if (typeof record["toJSON"] === "function") return { what: "an object with a toJSON method", path: "" };
    const names = keys(record);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const field = record[name];
      // An optional property that is present but undefined is left out, as JSON does: nothing is lost.
      const loss = field === undefined ? undefined : lossIn(field, parents, depth + 1);
      if (loss) return within(`.${name}`, loss);
    }
    return undefined;
  }

  function within(step: string, { what, path }: Loss): Loss {
    return path === undefined || path.length > 200 ? { what } : { what, path: step + path };
  }
}
