import { PortolanError } from "../errors/portolan-error.ts";

/** An error about a setting, or about the file of them. */
export function configError(
  message: string,
  value: unknown,
  next = "Correct it; `portolan config` lists the settings.",
): PortolanError {
  return new PortolanError("config", `${message}.`, { value, next });
}
