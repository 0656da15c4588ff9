/* oxlint-disable typescript/unbound-method -- taken off their objects before programs can replace them, called through Reflect.apply */
/**
 * Removes from the guest's realm what no program needs and what isolated-vm cannot bound: WebAssembly and shared memory
 * are not counted by its memory limit, weak references make the garbage collector visible, Temporal reads the real clock.
 */
export function hardenGlobals(): void {
  const realm = globalThis as Record<string, unknown>;
  const unwanted = ["WebAssembly", "SharedArrayBuffer", "Atomics", "WeakRef", "FinalizationRegistry"];
  for (const name of [...unwanted, "ShadowRealm", "Temporal"]) delete realm[name];
  // `RegExp.$1` and its like remember the last match of whoever matched: state that modules would share.
  const kept = new Set(["length", "name", "prototype", "escape"]);
  for (const name of Object.getOwnPropertyNames(RegExp)) {
    if (!kept.has(name)) delete (RegExp as unknown as Record<string, unknown>)[name];
  }
  // A resizable buffer grows outside the counted heap, so the constructor keeps its first parameter only.
  const Real = ArrayBuffer;
  const Bounded = function ArrayBuffer(length: number) {
    if (new.target === undefined) throw new TypeError("Constructor ArrayBuffer requires 'new'");
    return Reflect.construct(Real, [length], new.target);
  };
  Object.defineProperty(Bounded, "prototype", { value: Real.prototype, writable: false });
  Object.defineProperty(Bounded, "isView", { value: Real.isView, configurable: true, writable: true });
  Object.defineProperty(Real.prototype, "constructor", {
    value: Bounded,
    configurable: true,
    writable: true,
  });
  Object.defineProperty(globalThis, "ArrayBuffer", { value: Bounded, configurable: true, writable: true });
}
