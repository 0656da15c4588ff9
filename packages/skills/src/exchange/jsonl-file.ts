import type { Offer, Offers, Skipped, SourceOrigin } from "./offer.ts";
import { offerOfRecord } from "./skill-record.ts";
import { readText, sourceInvalid } from "./source-files.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/**
 * Reads a file with one skill a line. A line that is none is skipped, and said.
 * @throws PortolanError `source-invalid` for a file that cannot be read, is not UTF-8, or is too large
 */
export async function readJsonl(path: string, source: SourceOrigin): Promise<Offers> {
  const text = await readText(path, SOURCE_LIMITS.totalBytes).catch((cause: Error) => {
    throw sourceInvalid(
      `The file ${cause.message}.`,
      path,
      "Name a file that `portolan export` wrote.",
      cause,
    );
  });
  const offers: Offer[] = [];
  const skipped: Skipped[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      const offer = offerOfLine(line, source);
      if (offer) offers.push(offer);
    } catch (error) {
      skipped.push({ what: `line ${index + 1}`, reason: (error as Error).message });
    }
    if (offers.length + skipped.length > SOURCE_LIMITS.skills) {
      const message = `The file has more than ${SOURCE_LIMITS.skills} lines.`;
      throw sourceInvalid(message, path, "Split the file.");
    }
  }
  return { offers, skipped };
}

function offerOfLine(line: string, source: SourceOrigin): Offer | undefined {
  if (line.length > SOURCE_LIMITS.fileBytes) throw new Error(`has ${line.length} characters`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`is not JSON (${(cause as Error).message})`, { cause });
  }
  return offerOfRecord(value, source);
}
