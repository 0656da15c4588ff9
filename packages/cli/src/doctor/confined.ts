import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Confinement } from "@portolan/sandbox";
import type { Result } from "./findings.ts";

/** The commands that the sandbox starts its processes through; all three are of util-linux. */
const commands = ["unshare", "setpriv", "prlimit"] as const;

/** What confines the processes of the sandbox on this machine, and what is missing. */
export async function confined(): Promise<Result> {
  const { confinement } = await import("@portolan/sandbox");
  const installed = await Promise.all(commands.map(isInstalled));
  const here = commands.filter((_, i) => installed[i]);
  return confinedBy(confinement(), process.platform, here);
}

/** The finding, from what holds and which of the commands are installed. */
export function confinedBy(
  { programs, holds }: Pick<Confinement, "programs" | "holds">,
  platform: NodeJS.Platform,
  installed: readonly string[],
): Result {
  const detail = ["no files and no processes of others (Node's permissions)", ...holds].join("; ");
  if (platform !== "linux")
    return { status: "partly", detail, next: `On ${platform} the system adds nothing; Linux does.` };
  const missing = commands.filter((command) => !programs.has(command));
  if (missing.length === 0) return { status: "ok", detail };
  const absent = missing.filter((command) => !installed.includes(command));
  const refused = missing.filter((command) => installed.includes(command));
  const steps = [
    ...(absent.length > 0 ? [`Install util-linux, which brings ${absent.join(", ")}.`] : []),
    ...(refused.length > 0
      ? [`This system does not let ${refused.join(", ")} work: in a container, allow user namespaces.`]
      : []),
  ];
  return { status: "partly", detail, next: steps.join(" ") };
}

async function isInstalled(command: string): Promise<boolean> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, command), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
