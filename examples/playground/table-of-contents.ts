import { list, readText, write } from "#tools/notes";
import { titleOfFile } from "#skills/title-of-file";

/** Writes a table of contents of all notes, and tells how many there are. */
export async function tableOfContents(target: string): Promise<number> {
  const paths = await list();
  const texts = await Promise.all(paths.map((path) => readText(path)));
  const lines = paths.map((path, i) => `- ${titleOfFile(path)} (${texts[i]?.length} characters)`);
  console.log(`${lines.length} notes`);
  await write({ path: target, text: lines.join("\n") });
  return lines.length;
}
