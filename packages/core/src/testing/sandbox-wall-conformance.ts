import { expect, it } from "vitest";
import { type MakeSandbox, shared, subject, valueOf } from "./sandbox-fixtures.ts";

/** What a program cannot do: go on, grow, or leave anything behind. */
export function wallConformance(make: MakeSandbox): void {
  const { run } = shared(make);

  it.each([
    ["a loop", "while (true);"],
    ["a loop after an await", "await 1; while (true);"],
    ["a promise that never settles", "await new Promise(() => {});"],
  ])("stops %s at the wall time", async (_, body) => {
    const program = subject(`export async function subject() { ${body} }`);
    expect(await run(program, [1], { limits: { wallMs: 150 } })).toMatchObject({
      kind: "timeout",
      limitMs: 150,
    });
  });

  it("stops a program that is cancelled", async () => {
    const controller = new AbortController();
    const running = run(subject("export function subject() { while (true); }"), [1], {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    expect(await running).toMatchObject({ kind: "cancelled" });
  });

  it("stops a program that takes too much memory", async () => {
    const source =
      "export function subject() { const all = []; while (true) all.push(new Array(10_000).fill(1.5)); }";
    expect(await run(subject(source), [1], { limits: { memoryMb: 64 } })).toMatchObject({
      kind: "memory",
      limitMb: 64,
    });
  });

  it("lets nothing pass from one run to the next", async () => {
    const source = `export function subject() {
      const seen = [globalThis.mark, Object.prototype.mark, Symbol.for("mark").description, Array.prototype.map.mark];
      const deeds = [
        () => { globalThis.mark = 1; },
        () => { Object.prototype.mark = 1; },
        () => { Array.prototype.map.mark = 1; },
        () => { Array.prototype.push = () => { throw new Error("poisoned"); }; },
      ];
      // A sandbox may refuse them; what it lets happen must be gone in the next run.
      for (const deed of deeds) try { deed(); } catch {}
      return seen.map((one) => one ?? null);
    }`;
    const clean = { kind: "value", value: [null, null, "mark", null] };
    expect(await run(subject(source), [1])).toMatchObject(clean);
    expect(await run(subject(source), [1])).toMatchObject(clean);
  });

  it("gives random numbers and times that differ between runs", async () => {
    const program = subject("export function subject() { return [Math.random(), Date.now()]; }");
    expect(valueOf(await run(program, [1]))).not.toEqual(valueOf(await run(program, [1])));
  });
}
