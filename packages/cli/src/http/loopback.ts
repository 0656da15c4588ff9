/** Names of this machine, as a `Host` header has them: those that a page in a browser cannot have been loaded from. */
const names: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True where the header names this machine, with whatever port. */
export function namesLoopback(host: string | undefined): boolean {
  return names.has((host ?? "").replace(/:\d*$/, "").toLowerCase());
}

/** True for an address to listen on that only this machine reaches. */
export function isLoopback(address: string): boolean {
  return names.has(address) || address === "::1";
}
