/** Why an operation of ours failed; the exit code of the CLI follows from it. */
export type ErrorCode =
  | "usage" // the call or its arguments are wrong
  | "config" // a configuration value is wrong
  | "suite-invalid" // a suite file or one of its lines is wrong
  | "suite-unknown"
  | "signature-invalid"
  | "skill-unknown"
  | "skill-invalid" // a skill folder does not hold what it says
  | "source-invalid" // what is to be imported cannot be had, or is not what it should be
  | "store-invalid"
  | "store-unwritable"
  | "store-locked"
  | "native-module" // isolated-vm or LanceDB cannot be loaded by this Node
  | "sandbox-failed" // the sandbox itself broke, not the program in it
  | "tools-unavailable" // a server of tools does not answer
  | "sandbox-busy" // more runs are waiting than the sandbox was allowed to keep
  | "recording-invalid"
  | "embedder-failed"
  | "trace-invalid"
  | "budget-invalid"
  | "budget-spent" // a request would go above what an episode may spend
  | "model-config" // key, name or request that an endpoint will not take, however often it is asked
  | "model-unavailable" // an endpoint that does not answer, after all retries
  | "model-reply-invalid" // an answer that is not the protocol's, or not what it was told to be
  | "model-recording-invalid" // recorded exchanges that do not hold what is asked now
  | "interrupted"
  | "internal";

/** The one error class of Portolan: what happened, the value at fault, and what to do next. */
export class PortolanError extends Error {
  override readonly name = "PortolanError";
  readonly code: ErrorCode;
  /** The offending value, as text. */
  readonly value: string | undefined;
  /** What the reader can do next, as one imperative sentence. */
  readonly next: string;

  constructor(code: ErrorCode, message: string, options: { next: string; value?: unknown; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.next = options.next;
    this.value = options.value === undefined ? undefined : clip(options.value);
  }
}

function clip(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 500 ? `${text.slice(0, 500)}… (${text.length} characters)` : text;
}
