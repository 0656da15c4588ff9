/* oxlint-disable typescript/unbound-method -- getters and setters are listed here, not called */
interface IteratorHelpers {
  from(source: object): object;
  /** Newer than the others; not every engine has it. */
  concat?(...sources: object[]): object;
  prototype: { map(change: () => number): object };
}

/**
 * The built-ins that no global leads to: the prototypes of generators, of asynchronous functions and of iterators, and the
 * accessors of the stacks of errors.
 */
export function hiddenIntrinsics(): object[] {
  const helpers = (globalThis as unknown as { Iterator: IteratorHelpers }).Iterator;
  const list = [].values();
  const instances = [
    function* () {},
    async () => {},
    async function* () {},
    list,
    ""[Symbol.iterator](),
    "".matchAll(/a/g),
    new Map().values(),
    new Set().values(),
    helpers.prototype.map.call(list, () => 0),
    helpers.from({ next: () => ({ done: true }) }),
    ...(helpers.concat ? [helpers.concat([])] : []),
  ];
  const prototypes = instances.map((one) => Object.getPrototypeOf(one) as object);
  // Some engines give every error the same two functions for its stack.
  const stack = Object.getOwnPropertyDescriptor(new Error(), "stack");
  return [...prototypes, ...[stack?.get, stack?.set].filter((one) => one !== undefined)];
}
