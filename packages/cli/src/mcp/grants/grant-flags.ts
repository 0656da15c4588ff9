import { resolve } from "node:path";
import type { FileRoot, HttpGrant } from "@portolan/sandbox/tools";
import { wrongUsage } from "../../command-line/usage-error.ts";
import type { GrantSpec, MountSpec } from "./grant-spec.ts";

/** Grants as they stand on a command line. */
export interface GrantFlags {
  root?: readonly string[];
  fetch?: readonly string[];
  mount?: readonly string[];
  allowWrites?: string | boolean;
}

/**
 * What the flags of a command grant.
 * @throws PortolanError `usage`
 */
export function grantOfFlags(
  { root = [], fetch = [], mount = [], allowWrites }: GrantFlags,
  cwd: string,
): GrantSpec {
  return {
    roots: root.map((text) => rootOf(text, cwd)),
    hosts: fetch.map(hostOf),
    servers: Object.fromEntries(mount.map(mountOf)),
    allowWrites: writesOf(allowWrites),
  };
}

/** `[NAME=]DIR[:ro|rw][+hidden]`; `ro` where nothing is said. @throws PortolanError `usage` */
export function rootOf(text: string, cwd: string): FileRoot {
  const rights = /:(ro|rw)?(\+hidden)?$/.exec(text);
  const [, access, hidden] = rights ?? [];
  const given = rights && (access || hidden) ? text.slice(0, rights.index) : text;
  const [, name, path = given] = /^([\w-]{1,64})=(.+)$/s.exec(given) ?? [];
  if (path === "") throw wrongUsage("A root has no path.", text, "Give a folder, such as --root notes:rw.");
  return {
    path: resolve(cwd, path),
    access: access === "rw" ? "rw" : "ro",
    hidden: hidden !== undefined,
    ...(name !== undefined && { name }),
  };
}

/** `[METHOD,METHOD ]HOST[+private]`. */
function hostOf(text: string): HttpGrant {
  const [, methods, host = "", isPrivate] =
    /^(?:([A-Za-z,]+)\s+)?(\S+?)(\+private)?$/.exec(text.trim()) ?? [];
  if (methods === undefined && /^(?:GET|HEAD|POST|PUT|PATCH|DELETE)(?:,[A-Z]+)*$/.test(host))
    throw wrongUsage(
      "--fetch names a method and no host.",
      text,
      'Give both as one: --fetch "GET,POST HOST".',
    );
  return {
    host,
    ...(methods !== undefined && { methods: methods.split(",").filter(Boolean) }),
    ...(isPrivate !== undefined && { private: true }),
  };
}

/** `NAME[:ro|rw]=COMMAND …` or `NAME=URL`. */
function mountOf(text: string): [string, MountSpec] {
  const [, name, access, server] = /^([a-z][\w-]{0,63})(?::(ro|rw))?=(.+)$/is.exec(text) ?? [];
  const isElsewhere = /^[a-z][a-z0-9+.-]*:\/\//i.test(server ?? "") && !/^https?:/i.test(server ?? "");
  if (name === undefined || server === undefined || isElsewhere) {
    throw wrongUsage(
      "--mount takes a name and a server.",
      text,
      'Give --mount parts=http://localhost:3000/mcp, or --mount "parts:rw=node server.js"; a --grants file has room for more.',
    );
  }
  const [command = "", ...args] = server.trim().split(/\s+/);
  return [
    name,
    {
      server: /^https?:\/\//i.test(server) ? { url: server.trim() } : { command, args },
      access: access === "rw" ? "rw" : "ro",
    },
  ];
}

function writesOf(given: string | boolean | undefined): true | string[] {
  if (given === true || given === "all") return true;
  if (given === undefined || given === false) return [];
  return given.split(",").map((name) => name.trim());
}
