import { applyCompiled, applyRows, evaluateRows } from "./apply.ts";
import { type Entry, type Uses, usesIndex, usesNothing, usesOuter, usesOwn } from "./entry.ts";
import type { Call, Expression, Lambda, Variable } from "./expression.ts";
import type { Goal } from "./goal.ts";
import type { Instance } from "./instances.ts";
import { lambdaScope } from "./lambda-scope.ts";
import type { Search } from "./search.ts";
import type { TypeId } from "./type-table.ts";
import { fingerprint, type Value } from "./value.ts";

/** Where the rows of a lambda's scope come from. */
export interface LambdaSource {
  parent: Scope;
  list: Entry;
  /** For each row, the row of the parent it belongs to. */
  parentRow: number[];
  /** For each row of the parent, its first row here. */
  firstRow: number[];
  element: Variable;
  index: Variable;
}

/** The dearest value of an enclosing scope that a lambda sees. */
const dearestLifted = 9;
const deepest = 2;
/** The dearest text that a lean search compares with another, and the dearest list it takes into a lambda. */
const dearestCompared = 4;
const dearestLiftedList = 5;

/**
 * The expressions over one set of variables, in order of cost, one for each behaviour: the bank.
 * The program's parameters make one scope (a row is an example), each lambda another (a row is an item).
 */
export class Scope {
  /** Entries by type, then by cost. */
  private readonly bank: Entry[][][] = [];
  private readonly known: Map<number, Entry>[] = [];
  private readonly lambdas = new Map<Entry, Scope | undefined>();
  private readonly providers = new Map<TypeId, Scope>();
  private readonly leaves: {
    cost: number;
    type: TypeId;
    values: Value[];
    expression: Expression;
    uses: Uses;
  }[] = [];
  private nextId = 0;
  /** All entries up to this cost are in the bank. */
  level = 0;
  readonly goals: Goal[] = [];

  readonly search: Search;
  readonly rows: number;
  readonly depth: number;
  readonly source: LambdaSource | undefined;

  constructor(search: Search, rows: number, depth: number, source?: LambdaSource) {
    this.search = search;
    this.rows = rows;
    this.depth = depth;
    this.source = source;
    for (const { value, cost } of search.literals) this.addLiteral(value, cost);
  }

  /** Adds a variable, or something that is to be had at a price of its own, with its value on each row. */
  addLeaf(expression: Expression, values: Value[], cost: number, uses: Uses): void {
    this.leaves.push({ cost, type: expression.type, values, expression, uses });
  }

  /** The values of all variables on a row, by slot. */
  environmentOf(row: number): (Value | undefined)[] {
    const { source } = this;
    const environment = source ? source.parent.environmentOf(source.parentRow[row] as number) : [];
    for (const { expression, values } of this.leaves) {
      if (expression.kind === "variable") environment[expression.slot] = values[row];
    }
    return environment;
  }

  /** The entries of a type at one cost. */
  entries(type: TypeId, cost: number): readonly Entry[] {
    return this.bank[type]?.[cost] ?? [];
  }

  /** All entries of a type so far, cheapest first. */
  *all(type: TypeId): Generator<Entry> {
    for (const entries of this.bank[type] ?? []) if (entries) yield* entries;
  }

  /** Enumerates all expressions up to a cost. */
  ensure(level: number): void {
    while (this.level < level) {
      const next = this.level + 1;
      this.runLevel(next);
      this.level = next;
      for (const goal of this.goals) goal.afterLevel();
    }
  }

  /**
   * The scope of a lambda over the items of a list, when there is one for this very list: lists that are variables have
   * one, and so has the first list of each type of items. Other lists share that.
   */
  lambdaOf(list: Entry): Scope | undefined {
    if (!this.lambdas.has(list)) {
      const type = this.search.types.get(list.type);
      const element = type.kind === "array" ? this.search.types.find(type.of) : undefined;
      const shared = list.expression.kind !== "variable" && this.providers.has(element as TypeId);
      if (element === undefined || shared) this.lambdas.set(list, undefined);
      else this.openLambda(list);
    }
    return this.lambdas.get(list);
  }

  /** Opens the scope of a lambda over the items of a list. */
  openLambda(list: Entry): void {
    if (this.lambdas.get(list)) return;
    const scope = this.depth < deepest && (list.uses & usesOwn) !== 0 ? lambdaScope(this, list) : undefined;
    this.lambdas.set(list, scope);
    if (!scope) return;
    const { type } = (scope.source as LambdaSource).element;
    if (!this.providers.has(type)) this.providers.set(type, scope);
    for (const goal of this.goals) goal.opened(scope);
  }

  private addLiteral(value: Value, cost: number): void {
    const type = this.search.types.find({ kind: typeof value as "number" | "string" | "boolean" });
    if (type === undefined) return;
    const values = Array.from({ length: this.rows }, () => value);
    this.addLeaf({ kind: "constant", type, value }, values, cost, usesNothing);
  }

  private runLevel(cost: number): void {
    for (const leaf of this.leaves) {
      if (leaf.cost !== cost) continue;
      this.search.spend();
      this.offer(leaf.type, leaf.values, leaf.expression, cost, leaf.uses);
    }
    if (this.source) this.lift(this.source, cost);
    for (const instance of this.search.instances) {
      const left = cost - instance.cost;
      if (left < instance.args.length) continue;
      if (instance.args[1]?.kind === "lambda") this.tryLambdas(instance, left, cost);
      else this.tryCalls(instance, 0, left, [], cost);
    }
  }

  /** Brings in values that do not depend on the item: they were evaluated outside. */
  private lift(source: LambdaSource, cost: number): void {
    const outside = cost - 1;
    if (outside < 1 || outside > dearestLifted || outside > source.parent.level) return;
    for (let type = 0; type < this.search.types.types.length; type++) {
      const kind = this.search.types.get(type).kind;
      for (const entry of source.parent.entries(type, outside)) {
        if (entry.uses === usesNothing) continue;
        const large = (kind === "array" || kind === "record") && entry.expression.kind !== "variable";
        if (large && !(this.search.lean && entry.cost <= dearestLiftedList)) continue;
        const values = source.parentRow.map((row) => entry.values[row] as Value);
        this.offer(type, values, entry.expression, cost, usesOuter);
      }
    }
  }

  private tryCalls(instance: Instance, position: number, left: number, chosen: Entry[], cost: number): void {
    const argument = instance.args[position];
    if (argument?.kind !== "value") return;
    const last = position === instance.args.length - 1;
    const most = left - (instance.args.length - 1 - position);
    const byCost = this.bank[argument.type];
    if (!byCost) return;
    const { lean, types } = this.search;
    const isText = instance.args.length > 1 && types.get(argument.type).kind === "string";
    for (let spent = last ? left : 1; spent <= most; spent++) {
      const entries = byCost[spent];
      if (!entries) continue;
      for (const entry of entries) {
        if (lean && isText && isBranch(instance, position, entry)) continue;
        chosen[position] = entry;
        if (last) this.tryCall(instance, chosen, cost);
        else this.tryCalls(instance, position + 1, left - spent, chosen, cost);
      }
    }
  }

  private tryCall(instance: Instance, chosen: readonly Entry[], cost: number): void {
    const { operator } = instance;
    const [a, b, c] = chosen;
    const uses = (a?.uses ?? 0) | (b?.uses ?? 0) | (c?.uses ?? 0) | (chosen[3]?.uses ?? 0);
    if ((uses & usesOwn) === 0) return;
    if (operator.commutative && (a as Entry).id > (b as Entry).id) return;
    const args = chosen.map((entry) => entry.expression);
    if (operator.redundant?.(args)) return;
    this.search.spend();
    const values = evaluateRows(operator.evaluate, chosen, this.rows);
    if (values)
      this.offer(
        instance.result,
        values,
        { kind: "call", type: instance.result, operator, args },
        cost,
        uses,
      );
  }

  private tryLambdas(instance: Instance, left: number, cost: number): void {
    const [list, body] = instance.args;
    if (list?.kind !== "value" || body?.kind !== "lambda" || this.depth >= deepest) return;
    for (let spent = 1; spent < left; spent++) {
      for (const entry of this.entries(list.type, spent)) {
        if ((entry.uses & usesOwn) === 0) continue;
        if (this.search.lean && left - spent > dearestBody(entry)) continue;
        const own = this.lambdaOf(entry);
        const scope = own ?? this.providers.get(body.element);
        if (!scope) continue;
        scope.ensure(left - spent);
        for (const candidate of scope.entries(body.result, left - spent)) {
          if ((candidate.uses & usesOwn) === 0) continue;
          if (!own && (candidate.uses & usesOuter) !== 0) continue;
          if (!instance.operator.indexed && (candidate.uses & usesIndex) !== 0) continue;
          this.tryLambda(instance, entry, candidate, scope, own !== undefined, cost);
        }
      }
    }
  }

  private tryLambda(
    instance: Instance,
    list: Entry,
    body: Entry,
    scope: Scope,
    own: boolean,
    cost: number,
  ): void {
    this.search.spend();
    const source = scope.source as LambdaSource;
    const values = own
      ? applyRows(instance, list, body, source.firstRow)
      : applyCompiled(instance, list, body, source);
    if (!values) return;
    const lambda: Lambda = {
      kind: "lambda",
      type: body.type,
      element: source.element,
      index: source.index,
      body: body.expression,
    };
    const expression: Call = {
      kind: "call",
      type: instance.result,
      operator: instance.operator,
      args: [list.expression, lambda],
    };
    const uses = list.uses | (own ? body.uses & usesOuter : 0);
    this.offer(instance.result, values, expression, cost, uses);
  }

  /** Puts an expression into the bank if its behaviour is new, and shows it to the goals. */
  private offer(type: TypeId, values: Value[], expression: Expression, cost: number, uses: Uses): void {
    const hash = fingerprint(values, this.search.limits);
    if (hash === undefined) return;
    for (const goal of this.goals)
      if (goal.type === type && goal.met(values, hash)) goal.solve(expression, cost);
    const known = (this.known[type] ??= new Map());
    if (known.has(hash) || !this.search.room(values)) return;
    const entry: Entry = { id: this.nextId++, type, cost, values, expression, uses };
    known.set(hash, entry);
    const byCost = (this.bank[type] ??= []);
    (byCost[cost] ??= []).push(entry);
    this.search.kept++;
    for (const goal of this.goals) goal.observe(entry);
  }
}

/** Among few operations, what is done to the items of a list is little, unless the list is an input. */
function dearestBody({ expression }: Entry): number {
  return expression.kind === "variable" ? 8 : 5;
}

/** Whether a text after the first argument is computed: marks and names are literals, or variables. */
function isBranch({ operator }: Instance, position: number, entry: Entry): boolean {
  if (operator.commutative) return entry.cost > dearestCompared;
  if (position === 0) return entry.expression.kind === "constant";
  return entry.expression.kind === "call" && (entry.uses & usesOwn) !== 0;
}
