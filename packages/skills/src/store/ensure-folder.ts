import { ensureFolder as ensureFolderNow } from "@portolan/core";

/** Makes a folder and those above it; a failure rejects. */
export async function ensureFolder(path: string): Promise<void> {
  ensureFolderNow(path);
}
