import { PortolanError } from "../errors/portolan-error.ts";

/** What a tool says: text for a model, and the same as data. */
export interface ToolReply {
  text: string;
  structured: Record<string, unknown>;
  /** The program failed: the model is to do something about it. */
  isError?: boolean;
  /** For the audit log, where the text would be too long. */
  outcome?: string;
}

/** What a model is told of a failure: what happened, the value at fault and the next move, a line each, and never a stack. */
export function failureText(error: unknown): string {
  if (!(error instanceof PortolanError)) {
    const message = error instanceof Error ? error.message : String(error);
    return `This is a bug of Portolan: ${message}\nNext: go on without the library, and report it.`;
  }
  const value = error.value === undefined ? "" : `\nValue: ${error.value}`;
  return `${error.message}${value}\nNext: ${error.next}`;
}

/** Text that a model has to read, with its middle left out where it is long. */
export function clipped(text: string, most: number = 8_000): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${text.slice(0, half)}\n… ${text.length - 2 * half} characters left out …\n${text.slice(-half)}`;
}
