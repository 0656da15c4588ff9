import { notValue, type SoakKind, subject } from "./soak-kind.ts";

// Generous, because the machine may be busy; no honest program comes near it.
const limits = { wallMs: 60_000 };
const callsTool = `import { note, wait } from "#tools/host";
export async function subject(n: number): Promise<number[]> {
  await wait(n % 5);
  return await Promise.all([note(n), note(n), note(n)]);
}`;
const ten = Array.from({ length: 10 }, (_, i) => i);
const skills = Object.fromEntries(
  ten.map((i) => [`#skills/skill-${i}`, `export function skill${i}(n: number): number { return n + ${i}; }`]),
);
const usesSkills = `${ten.map((i) => `import { skill${i} } from "#skills/skill-${i}";`).join("\n")}
export function subject(n: number): number[] { return [${ten.map((i) => `skill${i}(n)`).join(", ")}]; }`;
const rows = Array.from({ length: 100 }, (_, id) => ({ id, text: "words of a row ".repeat(65) }));

/** What most runs do, well or with the errors that programs have. */
export const honestKinds: readonly SoakKind[] = [
  {
    name: "trivial",
    expected: "value",
    order: (run) => ({
      program: subject("export function subject(n: number): number { return n * 3 + 1; }"),
      input: [run],
      options: { limits },
      fault: (outcome) => notValue(outcome, run * 3 + 1),
    }),
  },
  {
    name: "tools",
    expected: "value",
    order: (run) => ({
      program: subject(callsTool),
      input: [run],
      options: { limits },
      notes: 3,
      fault: (outcome) =>
        notValue(outcome, [run, run, run]) ??
        (outcome.toolCalls.length === 4 ? undefined : `${outcome.toolCalls.length} tool calls on record`),
    }),
  },
  {
    name: "ten skills",
    expected: "value",
    order: (run) => ({
      program: subject(usesSkills, skills),
      input: [run],
      options: { limits },
      fault: (outcome) =>
        notValue(
          outcome,
          ten.map((i) => run + i),
        ),
    }),
  },
  {
    name: "100 KB in and out",
    expected: "value",
    order: (run) => ({
      program: subject("export function subject(n: number, rows: unknown) { return { n, rows }; }"),
      input: [run, rows],
      options: { limits },
      fault: (outcome) => notValue(outcome, { n: run, rows }),
    }),
  },
  {
    name: "an error",
    expected: "error",
    order: (run) => ({
      program: subject(
        "export function subject(n: number): number {\n  throw new RangeError(`run ${n}`);\n}",
      ),
      input: [run],
      options: { limits },
      fault: (outcome) =>
        outcome.kind === "error" && outcome.message === `run ${run}` && outcome.stack[0] === "subject.ts:2:9"
          ? undefined
          : JSON.stringify(outcome).slice(0, 300),
    }),
  },
  {
    name: "a denied import",
    expected: "denied",
    order: (run) => ({
      program: subject(
        `import { x } from "#skills/not-linked-${run}";\nexport function subject() { return x; }`,
      ),
      input: [],
      options: { limits },
      fault: (outcome) =>
        outcome.kind === "denied" && outcome.specifier === `#skills/not-linked-${run}`
          ? undefined
          : JSON.stringify(outcome).slice(0, 300),
    }),
  },
  {
    name: "a type error",
    expected: "type-error",
    order: (run) => ({
      program: subject(`export function subject(n: number) { return n + ${run} }}`),
      input: [run],
      options: { limits },
    }),
  },
  {
    name: "console lines",
    expected: "value",
    order: (run) => ({
      program: subject(
        "export function subject(n: number) { for (let i = 0; i < 20; i++) console.log(`run ${n} line ${i}`); return n; }",
      ),
      input: [run],
      options: { limits },
      fault: (outcome) =>
        notValue(outcome, run) ??
        (outcome.logs.length === 20 && outcome.logs[19] === `run ${run} line 19`
          ? undefined
          : `logs ${JSON.stringify(outcome.logs).slice(0, 200)}`),
    }),
  },
];
