import type { Approval, ApprovalRequest, Approve } from "@portolan/core";
import { jsonText } from "../output/print.ts";
import { clip, textWidth } from "../output/text-width.ts";
import type { Terminal, TerminalStream } from "../terminal/terminal.ts";
import type { AllowedWrites } from "./allowed-writes.ts";

/** Who decides about writes, and whether somebody is being asked just now. */
export interface Approvals {
  approve: Approve;
  /** Resolves when nobody is being asked: what is printed meanwhile could be taken for a part of the question. */
  readonly asking: boolean;
}

/**
 * Lets tools write that were allowed beforehand, and asks the person about others, one question at a time; where nobody
 * sits at the keyboard they are refused, with what to do.
 * @param onIdle called when no question is open any more
 */
export function approvals(
  terminal: Terminal,
  allowed: AllowedWrites,
  options: { someoneThere: boolean; onIdle: () => void },
): Approvals {
  const always = new Set<string>();
  const refused = new Set<string>();
  let open = 0;
  let last: Promise<void> = Promise.resolve();

  const inTurn = async (request: ApprovalRequest): Promise<Approval> => {
    open++;
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    try {
      return always.has(request.tool) || (await ask(terminal, request, always));
    } finally {
      resolve();
      if (--open === 0) options.onIdle();
    }
  };
  return {
    get asking() {
      return open > 0;
    },
    approve: (request) => {
      if (allowed === "all" || allowed.has(request.tool)) return true;
      if (options.someoneThere) return inTurn(request);
      if (!refused.has(request.tool)) terminal.stderr.write(refusalNote(request, terminal.stderr));
      refused.add(request.tool);
      return { allowed: false, reason: "it writes, and nobody is there to be asked" };
    },
  };
}

/** Only the first refusal of a tool: a program that tries again and again would bury its own output. */
function refusalNote({ tool, by }: ApprovalRequest, { style }: TerminalStream): string {
  return (
    `${style("yellow", "refused:")} ${tool} writes, ${by} called it, and nobody is there to be asked.\n` +
    `${style("dim", "next: ")}   Allow it with --allow-writes=${tool}, or run this in a terminal.\n`
  );
}

async function ask(terminal: Terminal, request: ApprovalRequest, always: Set<string>): Promise<boolean> {
  const { input, stderr } = terminal;
  const whole = jsonText(request.input);
  const shown = clip(whole, Math.max(60, 2 * (stderr.columns() ?? 80)));
  const cut = textWidth(shown) < textWidth(whole);
  const choices = `[y]es / [n]o / [a]lways this tool${cut ? " / [s]how all of it" : ""}`;
  stderr.write(`${stderr.style("bold", request.tool)} ${shown} asked by ${request.by}\n`);
  for (;;) {
    stderr.write(`Allow? ${choices}: `);
    const line = await input.readLine(request.signal);
    // Ctrl-C, or the end of what can be typed.
    if (line === undefined) {
      stderr.write("\n");
      return false;
    }
    const answer = line.trim().toLowerCase();
    if (["a", "always"].includes(answer)) always.add(request.tool);
    if (["y", "yes", "a", "always"].includes(answer)) return true;
    if (["n", "no"].includes(answer)) return false;
    if (["s", "show"].includes(answer)) stderr.write(`${whole}\n`);
  }
}
