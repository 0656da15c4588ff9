import { callAll, type LinkedProgram } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "../create-sandbox.ts";

const program = (source: string): LinkedProgram => {
  return { name: "subject", signature: "() => unknown", source, modules: {} };
};

// Whoever can tell that it is being judged can be right there, and wrong in use.
describe.each(["isolated-vm", "quickjs"] as const)("in a realm of %s a program", (engine) => {
  const sandbox = createSandbox({ children: 1, engine });
  afterAll(() => sandbox[Symbol.asyncDispose]());
  const valueOf = async (source: string) => {
    const outcome = await sandbox.run(program(source), []);
    return outcome.kind === "value" ? outcome.value : outcome;
  };

  it.each([
    ["String(subject)", "a function made text"],
    ["subject.toString()", "its own method"],
    ["Function.prototype.toString.call(subject)", "the method of all functions"],
  ])("finds nothing in the text of a function: %s", async (expression) => {
    expect(await valueOf(`export function subject() { return ${expression}; }`)).toBe(
      "function () { [native code] }",
    );
  });

  it.each(["now()", "call(undefined)"])("comes to no clock from a date: %s", async (asked) => {
    const source = `export function subject() { return new Date(0).constructor.${asked}; }`;
    expect(await valueOf(source)).toMatchObject({ kind: "error", name: "TypeError" });
    const none = "export function subject() { return new (new Date(0).constructor)().getTime(); }";
    expect(await valueOf(none)).toMatchObject({ kind: "error", message: "There is no clock" });
    const given = "export function subject() { return new (new Date(0).constructor)(7).getTime(); }";
    expect(await valueOf(given)).toBe(7);
  });

  // QuickJS writes the stack as the error is made, where nothing can be put in its way.
  it.skipIf(engine === "quickjs").each([
    ["of an error", "const subjectStack = () => new Error().stack;"],
    ["by JSON", 'const subjectStack = () => JSON.parse(JSON.stringify(new Error(), ["stack"])).stack;'],
    [
      "by its accessor",
      'const subjectStack = () => { const e = new Error(); return Object.getOwnPropertyDescriptor(e, "stack").get.call(e); };',
    ],
    [
      "of an object",
      "const subjectStack = () => { const e = {}; Error.captureStackTrace(e); return e.stack; };",
    ],
    ["of the top level", "const found = new Error().stack;\nconst subjectStack = () => found;"],
    ["of what was thrown", "const subjectStack = () => { try { null.x; } catch (e) { return e.stack; } };"],
  ])("finds nothing in the stack %s", async (_, before) => {
    const subject = program(`${before}\nexport function subject() { return subjectStack(); }`);
    expect(await sandbox.run(subject, [])).toMatchObject({ kind: "value", value: "" });
    expect(await callAll(sandbox, subject, [[]])).toEqual([{ ok: true, value: "" }]);
  });

  it("leaves the host the places where it threw, at its top level as well", async () => {
    const thrown = "export function subject() {\n  const e = new Error('x');\n  void e.stack;\n  throw e;\n}";
    expect(await sandbox.run(program(thrown), [])).toMatchObject({ stack: ["subject.ts:2:13"] });
    const above = "const one = null.x;\nexport function subject() { return one; }";
    expect(await sandbox.run(program(above), [])).toMatchObject({
      kind: "error",
      stack: [expect.stringMatching(/^subject\.ts:1:/)],
    });
  });
});
