import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { execa, ExecaError } from "execa";
import { sourceInvalid } from "./source-files.ts";

/** How a repository or package is fetched. */
export interface CloneOptions {
  signal?: AbortSignal;
  /** After which it is given up; 120,000 when absent. */
  timeoutMs?: number;
}

const PROTOCOLS = ["https", "http", "ssh", "file"];

/** What a repository of others may not do: run hooks, follow links, fetch what else it names, or ask for a password. */
const settings = [
  "core.hooksPath=/dev/null",
  "core.symlinks=false",
  "core.fsmonitor=false",
  "submodule.recurse=false",
  "protocol.allow=never",
  ...PROTOCOLS.map((protocol) => `protocol.${protocol}.allow=always`),
];

/**
 * Clones one commit of a repository into a temporary folder, which is gone when `use` ends.
 * @param ref a branch or tag; the default branch when absent
 * @throws PortolanError `source-invalid` with what git said, `interrupted`
 */
export async function withClone<T>(
  url: string,
  ref: string | undefined,
  options: CloneOptions,
  use: (folder: string, commit: string) => Promise<T>,
): Promise<T> {
  requireAddress(url, ref);
  return inTemporaryFolder(async (temporary) => {
    const folder = join(temporary, "clone");
    const branch = ref === undefined ? [] : [`--branch=${ref}`];
    const shape = ["--depth=1", "--single-branch", "--no-tags", "--no-recurse-submodules", "--template="];
    // A path is cloned by the transport, too: a local clone would take over links and alternates.
    const address = url.startsWith("/") ? `file://${url}` : url;
    await git(["clone", "--quiet", ...shape, ...branch, "--", address, folder], url, options);
    const commit = await git(["-C", folder, "rev-parse", "HEAD"], url, options);
    return use(folder, commit.trim());
  });
}

/** Runs something with a folder that is gone afterwards, whatever happens. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "portolan-import-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What failed of a program that fetches, as an error of ours. */
export function fetchFailed(what: string, value: string, error: unknown): PortolanError {
  if (error instanceof ExecaError && error.isCanceled)
    return new PortolanError("interrupted", "The import was stopped.", {
      next: "The same command starts anew; nothing was written.",
    });
  const said = error instanceof ExecaError ? lastLine(error) : (error as Error).message;
  return sourceInvalid(`${what}: ${said}.`, value, "Check the address, the version and the network.", error);
}

async function git(commandLine: string[], url: string, options: CloneOptions): Promise<string> {
  try {
    const { stdout } = await execa("git", [...settings.flatMap((one) => ["-c", one]), ...commandLine], {
      env: {
        GIT_TERMINAL_PROMPT: "0",
        GIT_ASKPASS: "true",
        GIT_LFS_SKIP_SMUDGE: "1",
        GIT_ALLOW_PROTOCOL: PROTOCOLS.join(":"),
        GIT_SSH_COMMAND: "ssh -o BatchMode=yes",
        LC_ALL: "C",
      },
      stdin: "ignore",
      timeout: options.timeoutMs ?? 120_000,
      ...(options.signal && { cancelSignal: options.signal }),
      maxBuffer: 2 ** 20,
    });
    return stdout;
  } catch (error) {
    throw fetchFailed("The repository cannot be cloned", url, error);
  }
}

/** Neither may be an option of git, nor a transport that runs programs. */
function requireAddress(url: string, ref: string | undefined): void {
  const protocol = /^(\w+):/.exec(url)?.[1];
  const isKnown =
    url.startsWith("/") || /^[\w.-]+@[\w.-]+:(?!:)/.test(url) || PROTOCOLS.includes(protocol ?? "");
  if (!isKnown || url.includes("::") || /[\s\p{Cc}]/u.test(url))
    throw sourceInvalid(
      "That is no address of a git repository that is fetched here.",
      url,
      `Use ${PROTOCOLS.join(", ")}, or git@host:path.`,
    );
  if (ref === undefined || /^[\w][\w./+-]*$/.test(ref)) return;
  throw sourceInvalid("That is no name of a branch or tag.", ref, "Name a branch or tag after the #.");
}

function lastLine(error: ExecaError): string {
  if (error.timedOut) return "it took too long";
  const lines = String(error.stderr ?? "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const fatal = lines.findLast((line) => /^(?:fatal|npm error|error)/.test(line)) ?? lines.at(-1);
  return (fatal ?? error.shortMessage).replace(/^(?:fatal|npm error|error):?\s*/, "").replace(/\.$/, "");
}
