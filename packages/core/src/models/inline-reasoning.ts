const OPENING = "<think>";
const CLOSING = "</think>";

/** Where the parts of a reply go. */
interface Sinks {
  text: (delta: string) => void;
  reasoning: (delta: string) => void;
}

/**
 * Takes `<think>…</think>` at the beginning of a reply out of its text, as the text comes in: what may still become one of
 * the tags is kept back until it is decided.
 */
export class InlineReasoning {
  readonly #sinks: Sinks;
  #state: "before" | "thinking" | "after-thinking" | "text" = "before";
  #kept = "";

  constructor(sinks: Sinks) {
    this.#sinks = sinks;
  }

  push(delta: string): void {
    this.#kept += delta;
    if (this.#state === "before") this.#begin();
    if (this.#state === "thinking") this.#think();
    if (this.#state === "after-thinking") this.#skipBlank();
    if (this.#state === "text") this.#flush(this.#sinks.text);
  }

  /** The reply is over: what was kept back is what it looks like. */
  end(): void {
    this.#flush(this.#state === "thinking" ? this.#sinks.reasoning : this.#sinks.text);
  }

  #begin(): void {
    const start = this.#kept.trimStart();
    if (start.startsWith(OPENING)) {
      this.#kept = start.slice(OPENING.length);
      this.#state = "thinking";
    } else if (!OPENING.startsWith(start)) this.#state = "text";
  }

  #think(): void {
    const end = this.#kept.indexOf(CLOSING);
    if (end >= 0) {
      this.#give(this.#sinks.reasoning, this.#kept.slice(0, end));
      this.#kept = this.#kept.slice(end + CLOSING.length);
      this.#state = "after-thinking";
      return;
    }
    const safe = this.#kept.length - startedTag(this.#kept);
    this.#give(this.#sinks.reasoning, this.#kept.slice(0, safe));
    this.#kept = this.#kept.slice(safe);
  }

  #skipBlank(): void {
    this.#kept = this.#kept.trimStart();
    if (this.#kept !== "") this.#state = "text";
  }

  #flush(sink: (delta: string) => void): void {
    this.#give(sink, this.#kept);
    this.#kept = "";
  }

  #give(sink: (delta: string) => void, text: string): void {
    if (text !== "") sink(text);
  }
}

/** How many characters at the end of a text may be the beginning of the closing tag. */
function startedTag(text: string): number {
  for (let length = Math.min(CLOSING.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(CLOSING.slice(0, length))) return length;
  }
  return 0;
}
