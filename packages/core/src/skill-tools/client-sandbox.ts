import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxTrees } from "../sandbox/syntax-tree.ts";
import { inTurn } from "./turns.ts";

/** Lets clients have their share of the processes of a sandbox. */
export interface Share {
  /** Does something that keeps a process busy, once it is the client's turn. */
  within<T>(client: string, signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T>;
}

/** The sandbox as one client has it: its runs take turns with those of other clients, and end with its call. */
export function clientSandbox(sandbox: Sandbox, queue: string, share: Share = free): Sandbox {
  // There is one type checker, and it has no queues: so a client has one question before it at a time.
  const asked = <T>(question: () => Promise<T>): Promise<T> => inTurn(sandbox, `check ${queue}`, question);
  return {
    check: (program, options) => asked(() => sandbox.check(program, options)),
    run: (program, input, options) =>
      share.within(queue, options?.signal, () => sandbox.run(program, input, { queue, ...options })),
    ...(sandbox.declareTools && { declareTools: (set) => sandbox.declareTools?.(set) ?? {} }),
    ...(sandbox.parse && {
      parse: (...given) => asked(() => (sandbox as Sandbox & SyntaxTrees).parse(...given)),
    }),
    [Symbol.asyncDispose]: async () => {},
  };
}

const free: Share = { within: async (_client, _signal, action) => action() };
