import { expect, test } from "vitest";
import { confinedBy } from "./confined.ts";

const all = { prefix: ["unshare", "--net", "--", "setpriv", "--", "prlimit", "--"], holds: ["a", "b", "c"] };

test("all of it holds", () => {
  expect(confinedBy(all, "linux", [])).toEqual({
    status: "ok",
    detail: "no files and no processes of others (Node's permissions); a; b; c",
  });
});

test("names the package of what is not installed, and what the system refuses", () => {
  const some = { prefix: ["setpriv", "--"], holds: ["b"] };
  expect(confinedBy(some, "linux", ["unshare", "setpriv"])).toMatchObject({
    status: "partly",
    next:
      "Install util-linux, which brings prlimit. " +
      "This system does not let unshare work: in a container, allow user namespaces.",
  });
  expect(confinedBy({ prefix: [], holds: [] }, "linux", [])).toMatchObject({
    next: "Install util-linux, which brings unshare, setpriv, prlimit.",
  });
});

test("elsewhere it says that there is less", () => {
  expect(confinedBy({ prefix: [], holds: [] }, "darwin", [])).toMatchObject({
    status: "partly",
    next: "On darwin the system adds nothing; Linux does.",
  });
});
