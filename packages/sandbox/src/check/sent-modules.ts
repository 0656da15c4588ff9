import type { ModuleChanges } from "./messages.ts";

const mostModules = 2_000;

/** What one checker process holds already: a library is not sent anew with every program. */
export class SentModules {
  readonly #texts = new Map<string, string>();
  #linked: string | undefined;

  /**
   * What must be sent so that the checker holds `wanted`. Modules of earlier messages stay, in case they come again, but not
   * one that is mentioned and not wanted: it would be found.
   */
  changesTo(wanted: ReadonlyMap<string, string>, mentioned: ReadonlySet<string>): ModuleChanges {
    const full = this.#texts.size > mostModules;
    const removed = [...(full ? this.#texts.keys() : mentioned)].filter(
      (specifier) => this.#texts.has(specifier) && !wanted.has(specifier),
    );
    for (const specifier of removed) this.#texts.delete(specifier);
    const written = [...wanted].filter(([specifier, text]) => this.#texts.get(specifier) !== text);
    for (const [specifier, text] of written) this.#texts.set(specifier, text);
    // TypeScript's process ends at half a surrogate pair; what a text holds does not change its type.
    return { written: written.map(([specifier, text]) => [specifier, text.toWellFormed()]), removed };
  }

  /** The specifiers to send; none when the checker was told the same before. */
  linkedToSend(specifiers: readonly string[]): { linked?: string[] } {
    const linked = JSON.stringify(specifiers);
    if (linked === this.#linked) return {};
    this.#linked = linked;
    return { linked: [...specifiers] };
  }
}
