import { InlineReasoning } from "./inline-reasoning.ts";
import type { FinishReason, ModelUsage } from "./model.ts";

/** Gathers a reply from whatever order and pieces an endpoint sends it in. */
export class ReplyReader {
  text = "";
  reasoning = "";
  finish: FinishReason | undefined;
  usage: ModelUsage | undefined;
  model: string | undefined;
  /** The endpoint sent at least one choice, or one item of output. */
  hasChoice = false;
  /** The endpoint began an answer that it is paid for. */
  begun = false;
  /** What a listener of ours threw, which is no failure of the endpoint. */
  thrown: { error: unknown } | undefined;
  readonly #inline: InlineReasoning;

  constructor(onText: ((delta: string) => void) | undefined) {
    this.#inline = new InlineReasoning({
      reasoning: (delta) => this.addReasoning(delta),
      text: (delta) => {
        this.text += delta;
        try {
          onText?.(delta);
        } catch (error) {
          this.thrown = { error };
          throw error;
        }
      },
    });
  }

  addText(delta: string | null | undefined): void {
    if (delta) this.#inline.push(delta);
  }

  addReasoning(delta: string | null | undefined): void {
    this.reasoning += delta ?? "";
  }

  /** A refusal is what the reply says. */
  addRefusal(delta: string | null | undefined): void {
    if (!delta) return;
    this.addText(delta);
    this.finish = "refusal";
  }

  /** A refusal stays one, whatever the endpoint says of how it ended. */
  end(finish: FinishReason): void {
    if (this.finish !== "refusal") this.finish = finish;
  }

  close(): void {
    this.#inline.end();
  }
}
