import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * The port that `--port` names.
 * @throws PortolanError `usage`
 */
export function portOf(text: string | undefined, standard: number): number {
  if (text === undefined) return standard;
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw wrongUsage(
    "--port takes a number from 0 to 65535.",
    text,
    `Give a port, such as --port ${standard}.`,
  );
}
