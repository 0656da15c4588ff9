/* oxlint-disable unicorn/consistent-function-scoping -- the function is sent to the guest as one text */
/**
 * Makes `eval` and the constructors of functions throw: code made from text is code that nobody checked, and the way around
 * every rule of the checker. isolated-vm has no switch for it, so whatever leads to them is replaced. Nor can text be made from code.
 */
export function forbidCodeFromText(): void {
  const { defineProperty } = Object;
  const refuse = (name: string): never => {
    throw new TypeError(`${name} is not available: a program cannot make code from text`);
  };
  const put = (target: object, name: string, value: unknown): void => {
    defineProperty(target, name, { value, configurable: true, writable: true });
  };
  // The constructors of the other three kinds have no name in the realm; their prototypes lead to them.
  for (const { constructor } of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    const { name, prototype } = constructor as FunctionConstructor;
    const Refusing = function (): never {
      return refuse(name);
    };
    defineProperty(Refusing, "name", { value: name });
    // `x instanceof Function` goes on working.
    defineProperty(Refusing, "prototype", { value: prototype, writable: false });
    put(prototype, "constructor", Refusing);
  }
  put(globalThis, "Function", Function.prototype.constructor);
  put(globalThis, "eval", () => refuse("eval"));
  // The text of a function tells one that is being judged, with counters in it, from one that is used.
  put(Function.prototype, "toString", () => "function () { [native code] }");
}
