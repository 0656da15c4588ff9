import { ToolFailure } from "@portolan/core";
import { z } from "zod";

/** The path that a tool is given. */
export const pathSchema = z.string().describe("such as notes/a.md; the tree itself is an empty text");

const mostChars = 1_024;
const mostNames = 64;

/**
 * The names that a path consists of, from the outermost folder; none for the tree itself. Whatever could mean another place than
 * it says is refused: `..`, absolute paths, what only Windows understands.
 * @throws ToolFailure
 */
export function namesOf(path: string, platform: string = process.platform): string[] {
  if (path.length > mostChars) throw refused(path, `is longer than ${mostChars} characters`);
  // oxlint-disable-next-line no-control-regex -- these are what is to be found
  if (/[\u0000-\u001f\u007f]/.test(path) || !path.isWellFormed())
    throw refused(path, "has characters that no name of a file has");
  if (path.startsWith("/")) throw refused(path, "is absolute: paths begin at the tree, such as notes/a.md");
  if (path.includes("\\")) throw refused(path, "has a backslash: folders are parted by /");
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.includes("..")) throw refused(path, "has ..: paths lead down only");
  if (names.length > mostNames) throw refused(path, `has more than ${mostNames} folders`);
  if (platform === "win32" && names.some(isOfWindows))
    throw refused(path, "is no plain name of a file on Windows");
  return names;
}

/** As a message shows a path that a program gave. */
export function shown(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 199)}…` : path);
}

/** Streams and drives (`a:b`), devices (`NUL`), short names (`PROGRA~1`), and endings that Windows leaves out. */
function isOfWindows(name: string): boolean {
  return (
    /[:*?"<>|]|~\d|[. ]$/.test(name) ||
    /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i.test(name)
  );
}

function refused(path: string, why: string): ToolFailure {
  return new ToolFailure(`the path ${shown(path)} ${why}`, { refused: path.slice(0, 200) });
}
