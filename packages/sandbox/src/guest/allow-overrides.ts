/* oxlint-disable unicorn/consistent-function-scoping -- the function is sent to the guest as one text */
/**
 * Cures what freezing alone would break, the "override mistake": what is read-only on a prototype cannot be assigned on
 * anything that inherits it, so `this.name = "MyError"` and `counts["constructor"] = 1` would throw. The properties that
 * programs do assign become accessors whose setter gives the receiver a property of its own.
 */
export function allowOverrides(): void {
  const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames } = Object;
  const rare = globalThis as unknown as Partial<
    Record<"InternalError" | "SuppressedError", ErrorConstructor>
  >;
  const errors = [
    Error,
    AggregateError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
    // Not every engine has these.
    ...[rare.InternalError, rare.SuppressedError].filter((one) => one !== undefined),
  ];
  for (const { prototype } of errors) cure(prototype, ["constructor", "name", "message", "toString"]);
  cure(Function.prototype, ["constructor", "toString"]);
  cure(Date.prototype, ["constructor", "toString", "valueOf", "toJSON"]);
  // Not its constructor: every `map` and `slice` looks it up, and would be slow through an accessor.
  cure(Array.prototype, ["toString", "toLocaleString"]);
  // Any word may be a key of a record.
  cure(Object.prototype, getOwnPropertyNames(Object.prototype));

  function cure(prototype: object, names: readonly string[]): void {
    for (const name of names) {
      const property = getOwnPropertyDescriptor(prototype, name);
      if (!property || !("value" in property)) continue;
      const value: unknown = property.value;
      // A method, because a function would bring a `prototype` of its own, which is one more object to freeze.
      const accessor = {
        get: () => value,
        set(this: object, own: unknown): void {
          if (this === prototype) throw new TypeError(`Cannot assign to the built-in property '${name}'`);
          // Throws as an assignment would when the receiver takes no property.
          defineProperty(this, name, { value: own, configurable: true, enumerable: true, writable: true });
        },
        enumerable: false,
        configurable: true,
      };
      defineProperty(prototype, name, accessor);
    }
  }
}
