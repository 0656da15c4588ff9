import type { Sandbox, SyntaxTrees } from "@portolan/core";
import type { FairShare } from "./fair-share.ts";
import { inTurn } from "./turns.ts";

/** The sandbox as one client has it: its runs take turns with those of other clients, and end with its call. */
export function clientSandbox(sandbox: Sandbox, queue: string, share: FairShare): Sandbox {
  // There is one type checker, and it has no queues: so a client has one question before it at a time.
  const asked = <T>(question: () => Promise<T>): Promise<T> => inTurn(`check ${queue}`, question);
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
