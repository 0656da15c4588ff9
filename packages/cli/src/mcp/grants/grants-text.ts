import type { Granted } from "./granted.ts";

/** What the programs of a client may touch, as people and models read it. Nothing in it can be changed by asking. */
export function grantsText(granted: Granted, wantsRoots: boolean = false): string {
  const { lines, writes } = granted;
  if (lines.length === 0 && wantsRoots) {
    return "Programs may use the files in this client's roots, as far as the user let them: it is asked for those when a program is first run.\n";
  }
  if (lines.length === 0) {
    return "Nothing is granted beside skills: no files, no network.\nThe user may grant more, as with portolan mcp --root FOLDER or --fetch HOST.\n";
  }
  return [...lines, writes, "Only the user can grant more, where this server is started.", ""].join("\n");
}
