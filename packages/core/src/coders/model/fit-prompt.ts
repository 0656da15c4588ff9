import { estimatedTokens } from "../../models/model.ts";
import { fenced, visibleText } from "../../prompts/fenced.ts";

const MOST_LABELS = 40;

/** A piece of a prompt. */
export interface PromptPart {
  /** The heading it stands under; parts of one heading stand together, in the order given. */
  section: string;
  text: string;
  /** What it is called when it had to be left out. */
  label: string;
  /** 0 is never left out; of the others the largest number goes first. */
  rank: number;
}

/** What fits, in the order given, and the labels of what did not. */
export interface FittedPrompt {
  text: string;
  dropped: string[];
}

/** Puts together as many parts as so many tokens hold: those of rank 0 always, then by rank, and within a rank in order. */
export function fitPrompt(parts: readonly PromptPart[], tokens: number): FittedPrompt {
  const kept = new Set(parts.filter(({ rank }) => rank === 0));
  let left = tokens - estimatedTokens(textOf(parts, kept));
  const dropped: PromptPart[] = [];
  for (const part of parts.filter(({ rank }) => rank > 0).toSorted((a, b) => a.rank - b.rank)) {
    // A heading may come with it.
    const cost = estimatedTokens(part.text) + estimatedTokens(part.section) + 4;
    if (cost > left) {
      dropped.push(part);
      continue;
    }
    kept.add(part);
    left -= cost;
  }
  return { text: textOf(parts, kept), dropped: labelsOf(dropped) };
}

/** A large library would fill a trace with what no prompt could hold. */
function labelsOf(dropped: readonly PromptPart[]): string[] {
  const sections = Map.groupBy(dropped, ({ section }) => section);
  return [...sections].flatMap(([section, own]) => {
    const labels = own.slice(0, MOST_LABELS).map(({ label }) => label);
    if (own.length > MOST_LABELS) labels.push(`${own.length - MOST_LABELS} more: ${section}`);
    return labels;
  });
}

/** The first characters of a text, and how many are missing. */
export function clipped(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = Math.max(0, characters - 40);
  return `${text.slice(0, end)}… (${text.length - end} characters are left out)`;
}

/** A fenced block of about so many characters: what is clipped is the text as it is shown, where an unseen character takes six. */
export function clippedBlock(text: string, characters: number, info?: string): string {
  const shown = visibleText(text);
  for (let most = characters; ; most /= 2) {
    const block = fenced(clipped(shown, most), info);
    // A run of backticks makes the fence as long.
    if (block.length <= characters + 20 || most < 100) return block;
  }
}

function textOf(parts: readonly PromptPart[], kept: ReadonlySet<PromptPart>): string {
  const sections = Map.groupBy(
    parts.filter((part) => kept.has(part)),
    ({ section }) => section,
  );
  return [...sections]
    .map(([title, own]) => `# ${title}\n\n${own.map(({ text }) => text).join("\n\n")}`)
    .join("\n\n");
}
