import { type Call, childrenOf, type Expression, walk } from "./expression.ts";
import type { Printer } from "./print.ts";
import type { TypeTable } from "./type-table.ts";

/** Lines longer than this are taken apart. */
const longestLine = 78;
/** Shorter expressions are not worth a name. */
const shortestNamed = 14;
const mostNames = 5;

/** The body of a function that returns the expression: parts that recur, or are deep inside, get names; cases become `if`s. */
export function statementsOf(
  expression: Expression,
  printer: Printer,
  types: TypeTable,
  taken: readonly string[],
): string[] {
  const lines: string[] = [];
  const used = new Set(taken);
  let rest = expression;
  for (let i = 0; i < mostNames; i++) {
    const part = worthAName(rest, printer);
    if (!part) break;
    const name = freeName(part, types, used);
    const { text } = printer.print(part);
    lines.push(`const ${name} = ${text};`);
    rest = replace(rest, text, { kind: "variable", type: part.type, slot: -1 - i, name }, printer);
    used.add(name);
    printer.reserve(name);
  }
  return [...lines, ...answer(rest, printer)];
}

/** A `return`, or an `if` for each case. */
function answer(expression: Expression, printer: Printer): string[] {
  if (expression.kind !== "conditional") return [`return ${printer.print(expression).text};`];
  const test = printer.print(expression.test).text;
  const yes = answer(expression.yes, printer);
  const first =
    yes.length === 1
      ? [`if (${test}) ${yes[0]}`]
      : [`if (${test}) {`, ...yes.map((line) => `  ${line}`), "}"];
  return [...first, ...answer(expression.no, printer)];
}

/** The largest part that recurs; if none does and the line is too long, the largest part that is not too long itself. */
function worthAName(expression: Expression, printer: Printer): Call | undefined {
  const found = new Map<string, { part: Call; times: number }>();
  eachAlwaysEvaluated(expression, (part) => {
    if (part === expression || part.kind !== "call") return;
    const { text } = printer.print(part);
    if (text.length >= shortestNamed && !found.has(text)) found.set(text, { part, times: 0 });
  });
  walk(expression, (part) => {
    const known = part.kind === "call" ? found.get(printer.print(part).text) : undefined;
    if (known) known.times++;
  });
  const bySize = [...found].toSorted(([a], [b]) => b.length - a.length);
  const recurring = bySize.find(([, { times }]) => times > 1);
  if (recurring) return recurring[1].part;
  if (
    expression.kind === "conditional" ||
    printer.print(expression).text.length + "return ;".length <= longestLine
  )
    return undefined;
  return bySize.find(([text, { part }]) => text.length <= 60 && part.type !== undefined)?.[1].part;
}

/** Visits the parts that are evaluated whatever happens, and outside of lambdas: a name for them changes nothing. */
function eachAlwaysEvaluated(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  if (expression.kind === "lambda") return;
  const lazy =
    expression.kind === "conditional" ||
    (expression.kind === "call" && ["and", "or"].includes(expression.operator.name));
  const children = childrenOf(expression).filter((child) => child.kind !== "lambda");
  for (const child of lazy ? children.slice(0, 1) : children) eachAlwaysEvaluated(child, visit);
}

function replace(expression: Expression, text: string, by: Expression, printer: Printer): Expression {
  if (expression.kind === "call" && printer.print(expression).text === text) return by;
  const swap = <Part extends Expression>(part: Part): Part => replace(part, text, by, printer) as Part;
  switch (expression.kind) {
    case "call":
      return { ...expression, args: expression.args.map(swap) };
    case "lambda":
      return { ...expression, body: swap(expression.body) };
    case "conditional":
      return {
        ...expression,
        test: swap(expression.test),
        yes: swap(expression.yes),
        no: swap(expression.no),
      };
    case "sequence":
      return {
        ...expression,
        parts: expression.parts.map((part) => ({ ...part, expression: swap(part.expression) })),
      };
    default:
      return expression;
  }
}

function freeName(part: Call, types: TypeTable, used: ReadonlySet<string>): string {
  const type = types.get(part.type);
  const byType = {
    number: "value",
    string: "text",
    boolean: "holds",
    array: "items",
    record: "record",
    other: "value",
  }[type.kind];
  const base = part.operator.noun ?? byType;
  if (!used.has(base)) return base;
  for (let i = 2; ; i++) if (!used.has(`${base}${i}`)) return `${base}${i}`;
}
