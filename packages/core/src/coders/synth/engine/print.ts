import { mentions, type Expression, type Lambda, type Sequence, type Variable } from "./expression.ts";
import { arrow, literal, type Printed, rank, within } from "./printed.ts";
import type { TypeTable } from "./type-table.ts";

/** Prints the expressions of one program. Variables of lambdas get names as they are met. */
export class Printer {
  private readonly names = new Map<number, string>();

  private readonly types: TypeTable;
  private readonly taken: Set<string>;

  constructor(types: TypeTable, taken: Iterable<string>) {
    this.types = types;
    this.taken = new Set(taken);
  }

  /** Keeps a name from being given to the variable of a lambda. */
  reserve(name: string): void {
    this.taken.add(name);
  }

  /** An expression as TypeScript. */
  print(expression: Expression): Printed {
    switch (expression.kind) {
      case "variable":
        return { text: this.names.get(expression.slot) ?? expression.name, rank: rank.member };
      case "constant":
        return literal(expression.value);
      case "lambda":
        return this.lambda(expression);
      case "conditional":
        return {
          text: `${within(this.print(expression.test), rank.nullish)} ? ${within(this.print(expression.yes), rank.conditional + 0.5)} : ${this.print(expression.no).text}`,
          rank: rank.conditional,
        };
      case "sequence":
        return expression.of === "string" ? this.templateText(expression) : this.arrayLiteral(expression);
      case "call": {
        const args = expression.args.map((arg) => this.print(arg));
        return expression.operator.print(args, expression.args, (lambda, name) =>
          this.bodyAs(lambda as Lambda, name),
        );
      }
    }
  }

  private lambda(lambda: Lambda): Printed {
    const { body, element, index } = lambda;
    if (
      body.kind === "call" &&
      body.operator.component &&
      body.args.length === 1 &&
      body.args[0] === element
    ) {
      return { text: body.operator.component.functionName, rank: rank.member };
    }
    const usesElement = mentions(body, element);
    const usesIndex = mentions(body, index);
    const name = this.nameFor(element);
    this.names.set(element.slot, name);
    if (usesIndex) this.names.set(index.slot, this.free(["i", "j", "k", "n"]));
    const printed = this.print(body);
    const indexName = this.names.get(index.slot);
    this.names.delete(element.slot);
    this.names.delete(index.slot);
    const parameters = usesIndex ? `${usesElement ? name : "_"}, ${indexName}` : usesElement ? name : "";
    return arrow(parameters, printed);
  }

  private bodyAs(lambda: Lambda, name: string): Printed {
    this.names.set(lambda.element.slot, name);
    const printed = this.print(lambda.body);
    this.names.delete(lambda.element.slot);
    return printed;
  }

  /** A singular of the list's name, or a short name for the type. */
  private nameFor(element: Variable): string {
    const list = element.name.replace(/^item of /, "");
    const singular = /^[a-z]{3,}s$/.test(list) && !list.endsWith("ss") ? list.slice(0, -1) : undefined;
    const type = this.types.get(element.type);
    const byType =
      type.kind === "number" ? "x" : type.kind === "string" ? "word" : type.kind === "array" ? "row" : "item";
    return this.free([...(singular ? [singular] : []), byType, "item", "element", "each"]);
  }

  private free(candidates: string[]): string {
    const used = new Set([...this.taken, ...this.names.values()]);
    return candidates.find((name) => !used.has(name)) ?? `${candidates[0]}${used.size}`;
  }

  private templateText({ parts }: Sequence): Printed {
    const text = parts.map(({ expression }) => {
      if (expression.kind === "constant") return escapeTemplate(expression.value as string);
      return `\${${this.print(expression).text}}`;
    });
    return { text: `\`${text.join("")}\``, rank: rank.member };
  }

  private arrayLiteral({ parts }: Sequence): Printed {
    const items = parts.map(
      ({ expression, spread }) => `${spread ? "..." : ""}${within(this.print(expression), rank.conditional)}`,
    );
    return { text: `[${items.join(", ")}]`, rank: rank.member };
  }
}

function escapeTemplate(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${");
}
