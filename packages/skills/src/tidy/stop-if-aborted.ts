import { PortolanError } from "@portolan/core";

/** Ends tidying when nobody wants it any more. @throws PortolanError `interrupted` */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new PortolanError("interrupted", "Tidying was interrupted.", {
    next: "What was reported as changed is changed, and nothing else; the same command goes on from there.",
    cause: signal.reason,
  });
}
