import { expect, test } from "vitest";
import { confinedBy } from "./confined.ts";

const programs = new Map([
  ["unshare", "/bin/unshare"],
  ["setpriv", "/bin/setpriv"],
  ["prlimit", "/bin/prlimit"],
] as const);
const all = { programs, holds: ["a", "b", "c"] };
const nothing = { programs: new Map(), holds: [] };

test("all of it holds", () => {
  expect(confinedBy(all, "linux", [])).toEqual({
    status: "ok",
    detail: "no files and no processes of others (Node's permissions); a; b; c",
  });
});

test("names the package of what is not installed, and what the system refuses", () => {
  const some = { programs: new Map([["setpriv", "/bin/setpriv"]] as const), holds: ["b"] };
  expect(confinedBy(some, "linux", ["unshare", "setpriv"])).toMatchObject({
    status: "partly",
    next:
      "Install util-linux, which brings prlimit. " +
      "This system does not let unshare work: in a container, allow user namespaces.",
  });
  expect(confinedBy(nothing, "linux", [])).toMatchObject({
    next: "Install util-linux, which brings unshare, setpriv, prlimit.",
  });
});

test("elsewhere it says that there is less", () => {
  expect(confinedBy(nothing, "darwin", [])).toMatchObject({
    status: "partly",
    next: "On darwin the system adds nothing; Linux does.",
  });
});
