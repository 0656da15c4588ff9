import { type ErrorCode, PortolanError } from "../errors/portolan-error.ts";

/** What went wrong with one request. */
export type FaultKind =
  | "key"
  | "forbidden"
  | "not-found"
  | "no-credit"
  | "too-long"
  | "refused-request"
  | "redirected"
  | "busy"
  | "limit"
  | "server-error"
  | "unreachable"
  | "host-unknown"
  | "not-secure"
  | "silent"
  | "too-slow"
  | "failed-midway"
  | "cut"
  | "not-json"
  | "no-choice"
  | "not-the-api"
  | "too-big"
  | "waits-too-long";

interface FaultDetails {
  kind: FaultKind;
  /** What happened, after the name of the endpoint: `does not answer: …`. */
  what: string;
  value?: string | number;
  /** The same request may succeed later. */
  retry: boolean;
  /** How long the endpoint asks to be left alone, in milliseconds. */
  retryAfterMs?: number;
  /** The endpoint worked on the request, so that it counts as used. */
  worked?: boolean;
  /** What the endpoint said, where it refused the request's form. */
  refusal?: string;
  cause?: unknown;
}

/** A request that failed; the loop of retries decides what becomes of it. */
export class EndpointFault extends Error {
  readonly details: FaultDetails;

  constructor(details: FaultDetails) {
    super(details.what);
    this.details = details;
  }
}

/** Who was asked, for what a person reads. */
export interface AskedEndpoint {
  /** Without credentials. */
  url: string;
  model: string;
  /** What the key is called where it comes from: `OPENAI_API_KEY`. */
  keyName: string;
}

const codes: Partial<Record<FaultKind, ErrorCode>> = {
  key: "model-config",
  forbidden: "model-config",
  "not-found": "model-config",
  "no-credit": "model-config",
  "too-long": "model-config",
  "refused-request": "model-config",
  redirected: "model-config",
  "not-secure": "model-config",
  "not-json": "model-reply-invalid",
  "no-choice": "model-reply-invalid",
  "not-the-api": "model-config",
  "too-big": "model-reply-invalid",
};

/** The error that ends the call: what happened, after how many tries, the value, and what to do. */
export function faultError(fault: EndpointFault, asked: AskedEndpoint, tries: number): PortolanError {
  const { kind, what, value, cause } = fault.details;
  const after = tries > 1 ? ` (tried ${tries} times)` : "";
  const name = asked.model === "" ? asked.url : `${asked.url} (${asked.model})`;
  const sentence = `${name} ${what.replace(/[\s.]+$/, "")}${after}.`;
  return new PortolanError(codes[kind] ?? "model-unavailable", sentence, {
    value: value ?? (asked.model || asked.url),
    next: nextStep(kind, asked),
    cause,
  });
}

/** The same fault, its texts gone through by who knows what must not be shown. */
export function cleaned({ details }: EndpointFault, hideSecrets: (text: string) => string): EndpointFault {
  const { value } = details;
  return new EndpointFault({
    ...details,
    what: hideSecrets(details.what),
    value: typeof value === "string" ? hideSecrets(value) : value,
  });
}

function nextStep(kind: FaultKind, { model, keyName }: AskedEndpoint): string {
  const steps: Record<FaultKind, string> = {
    key: `Set ${keyName} to a key that this endpoint takes.`,
    forbidden: `Use a key that may use ${model}, or another model.`,
    "not-found":
      "Correct model (`portolan doctor` says which there are), or modelUrl, which usually ends in /v1.",
    "no-credit": "Add credit to the account of the key, or use another endpoint.",
    "too-long": "Lower promptTokens, or use a model that reads more.",
    "refused-request": "Correct what it names: the name of the model, modelBody, or modelHeaders.",
    redirected: "Set modelUrl to that address, if it is to be trusted: keys are sent nowhere else than told.",
    busy: "Try again later; what is done is kept, and the same command goes on.",
    limit: "Wait, or use a plan with a higher limit; the same command goes on where it was.",
    "server-error": "Look at the log of the endpoint, or try again later; the same command goes on.",
    unreachable: "Start the endpoint, or correct modelUrl.",
    "host-unknown": "Correct the host in modelUrl, or look whether the network is there.",
    "not-secure":
      "Use http:// for an endpoint without TLS, or give its certificate with NODE_EXTRA_CA_CERTS.",
    silent: "Raise modelFirstByteTimeoutMs if the model takes longer to load or to read the prompt.",
    "too-slow": "Raise modelTimeoutMs, or ask for shorter replies.",
    "failed-midway": "Look at the log of the endpoint, or try again later; the same command goes on.",
    cut: "Look whether the endpoint or a proxy before it ends long requests; the same command goes on.",
    "not-json": "Look whether a proxy changes the replies, or update the endpoint.",
    "no-choice": "Look at the log of the endpoint; it may be out of memory or not know the model's template.",
    "not-the-api": "Correct modelUrl, which usually ends in /v1, or log in to the proxy that answers.",
    "too-big": "Ask for shorter replies (maxOutputTokens), or look whether the endpoint repeats itself.",
    "waits-too-long": "Come back then, or use a plan with a higher limit; the same command goes on.",
  };
  return steps[kind];
}
