/**
 * The module beside test source in its isolate: the asserts of `node:assert` that tests use, with the semantics of its loose and
 * strict comparisons on what JSON can carry, and the program's stand-in. That knows what the program answered to which arguments;
 * what it is asked besides, it writes down, and until that is known no assertion counts.
 */
export const testHarness = `
const { parse, stringify } = JSON;
class AssertionError extends Error {
  name = "AssertionError";
}
function jsonArgument(_: string, value: any): any {
  if (value === undefined) return null;
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("an argument is " + value);
  if (typeof value === "function" || typeof value === "bigint" || value instanceof Map || value instanceof Set)
    throw new TypeError("an argument is a " + (typeof value === "object" ? value.constructor.name : typeof value));
  return value;
}
function isSame(a: any, b: any, strict: boolean): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) {
    if (strict) return Object.is(a, b);
    const bothPlain = (typeof a !== "object" || a === null) && (typeof b !== "object" || b === null);
    return bothPlain && (a == b || (a !== a && b !== b));
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [tagA, tagB] = [a, b].map((one) => Object.prototype.toString.call(one));
  if (tagA !== tagB) return false;
  if (tagA !== "[object Array]" && tagA !== "[object Object]") return false;
  if (Array.isArray(a) && a.length !== b.length) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name], strict))
  );
}
export async function play(known: Record<string, any>, run: (require: any, subject: any) => any): Promise<any> {
  const missing: string[] = [];
  let assertions = 0;
  function subject(...given: any[]): any {
    const key = stringify(given, jsonArgument);
    if (!Object.hasOwn(known, key)) {
      if (!missing.includes(key)) missing.push(key);
      return undefined;
    }
    const result = known[key];
    if (!result.ok) throw new Error("the program gave no value: " + result.failure);
    return parse(stringify(result.value));
  }
  function claim(holds: boolean, message: any): void {
    assertions++;
    // What an answer is compared with that is not there yet says nothing.
    if (holds || missing.length > 0) return;
    if (message instanceof Error) throw message;
    throw new AssertionError(String(message ?? "it does not hold"));
  }
  function throwsAny(block: any): boolean {
    try {
      block();
      return false;
    } catch {
      return true;
    }
  }
  const assert: any = (value: any, message?: any) => claim(Boolean(value), message);
  Object.assign(assert, {
    AssertionError,
    ok: assert,
    fail: (message?: any) => claim(false, message),
    equal: (a: any, b: any, message?: any) => claim(a == b || (a !== a && b !== b), message),
    notEqual: (a: any, b: any, message?: any) => claim(!(a == b || (a !== a && b !== b)), message),
    strictEqual: (a: any, b: any, message?: any) => claim(Object.is(a, b), message),
    notStrictEqual: (a: any, b: any, message?: any) => claim(!Object.is(a, b), message),
    deepEqual: (a: any, b: any, message?: any) => claim(isSame(a, b, false), message),
    notDeepEqual: (a: any, b: any, message?: any) => claim(!isSame(a, b, false), message),
    deepStrictEqual: (a: any, b: any, message?: any) => claim(isSame(a, b, true), message),
    notDeepStrictEqual: (a: any, b: any, message?: any) => claim(!isSame(a, b, true), message),
    match: (text: any, pattern: RegExp, message?: any) => claim(pattern.test(String(text)), message),
    throws: (block: any) => claim(throwsAny(block), "it does not throw"),
    doesNotThrow: (block: any) => claim(!throwsAny(block), "it throws"),
  });
  assert.strict = assert;
  const require = (name: string): any => {
    if (/^(node:)?assert(\\/strict)?$/.test(name)) return assert;
    throw new Error("tests may require node:assert, and asked for " + name);
  };
  let failure: string | undefined;
  try {
    await run(require, subject);
  } catch (thrown: any) {
    failure = String(thrown?.name ?? typeof thrown) + ": " + String(thrown?.message ?? thrown);
  }
  return { missing, assertions, ...(failure === undefined ? {} : { failure: failure.slice(0, 500) }) };
}
`;
