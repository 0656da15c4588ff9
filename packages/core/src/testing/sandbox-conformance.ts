import { describe, expect, it } from "vitest";
import { checkConformance } from "./sandbox-check-conformance.ts";
import { type MakeSandbox, shared, subject } from "./sandbox-fixtures.ts";
import { limitsConformance } from "./sandbox-limits-conformance.ts";
import { outcomeConformance } from "./sandbox-outcome-conformance.ts";
import { recordConformance } from "./sandbox-record-conformance.ts";
import { rightsConformance } from "./sandbox-rights-conformance.ts";
import { toolConformance } from "./sandbox-tool-conformance.ts";
import { wallConformance } from "./sandbox-wall-conformance.ts";

/** What every sandbox must do, fakes included. */
export function sandboxConformance(name: string, make: MakeSandbox): void {
  describe(`${name} is a sandbox`, () => {
    const { run, check } = shared(make);

    it("returns what the program returns", async () => {
      const program = subject("export function subject(n: number): number { return n * 2; }");
      expect(await run(program, [21])).toMatchObject({ kind: "value", value: 42, logs: [], toolCalls: [] });
    });

    it("awaits what the program promises", async () => {
      const program = subject(
        "export async function subject(n: number): Promise<number> { return n + (await 1); }",
      );
      expect(await run(program, [1])).toMatchObject({ kind: "value", value: 2 });
    });

    it("makes an error of what the program throws, whatever it is called", async () => {
      const thrown = `Object.assign(new Error("Isolate was disposed: memory limit"), { name: "TimeoutError" })`;
      expect(await run(subject(`export function subject() { throw ${thrown}; }`), [1])).toMatchObject({
        kind: "error",
        name: "TimeoutError",
        message: "Isolate was disposed: memory limit",
      });
    });

    it("links skills, and skills of skills", async () => {
      const modules = {
        "#skills/twice": "export function twice(n: number): number { return n * 2; }",
        "#skills/four-times":
          'import { twice } from "#skills/twice";\nexport function fourTimes(n: number): number { return twice(twice(n)); }',
      };
      const source =
        'import { fourTimes } from "#skills/four-times";\nexport function subject(n: number): number { return fourTimes(n) + 1; }';
      expect(await run(subject(source, { modules }), [5])).toMatchObject({ kind: "value", value: 21 });
      expect(await check(subject(source, { modules }))).toEqual({
        diagnostics: [],
        imports: ["#skills/four-times"],
      });
    });

    it("finds nothing wrong with a good program, and the import that is not linked in a bad one", async () => {
      const good = subject("export function subject(n: number): number { return n; }");
      expect(await check(good)).toEqual({ diagnostics: [], imports: [] });
      const source =
        'import { gone } from "#skills/gone";\nexport function subject(n: number): number { return gone(n); }';
      const { diagnostics, imports } = await check(subject(source));
      expect(imports).toEqual(["#skills/gone"]);
      expect(diagnostics.map(({ line }) => line)).toContain(1);
    });

    it("does not start what was cancelled before", async () => {
      const program = subject("export function subject(n: number): number { return n; }");
      expect(await run(program, [1], { signal: AbortSignal.abort() })).toMatchObject({ kind: "cancelled" });
    });
  });
}

/** What a sandbox must do that checks programs. */
export function checkingConformance(name: string, make: MakeSandbox): void {
  describe(`${name} checks`, () => checkConformance(make));
}

/** What a sandbox must do that runs programs nobody trusts: tools, limits, rights and walls. */
export function isolationConformance(name: string, make: MakeSandbox): void {
  describe(`${name} isolates`, () => {
    for (const part of [toolConformance, outcomeConformance, wallConformance]) part(make);
    for (const part of [limitsConformance, rightsConformance, recordConformance]) part(make);
  });
}
