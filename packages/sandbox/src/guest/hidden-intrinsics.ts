interface IteratorHelpers {
  from(source: object): object;
  /** Newer than the others; not every engine has it. */
  concat?(...sources: object[]): object;
  prototype: { map(change: () => number): object };
}

/** The built-in prototypes that no global leads to: those of generators, of asynchronous functions, and of iterators. */
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
  return instances.map((one) => Object.getPrototypeOf(one) as object);
}
