import { PortolanError } from "@portolan/core";
import type { Terminal } from "./terminal.ts";

/** What to tell a person at the first Ctrl-C of something that can be taken up again. */
export const interruptNotice = "Stopping… Ctrl-C again stops at once.";

/**
 * Runs something that Ctrl-C ends in an orderly way: the first one aborts the signal, the second ends the process.
 * @param onFirst called at the first one, to tell the person
 */
export async function withInterrupt<T>(
  terminal: Terminal,
  onFirst: () => void,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = terminal.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(130);
    onFirst();
    controller.abort();
  });
  try {
    return await action(controller.signal);
  } finally {
    stop();
  }
}

/** Runs something that, interrupted, starts anew: the error then does not promise that it goes on. */
export async function startingAnew<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof PortolanError) || error.code !== "interrupted") throw error;
    throw new PortolanError("interrupted", error.message, { next: "The same command starts anew." });
  }
}
