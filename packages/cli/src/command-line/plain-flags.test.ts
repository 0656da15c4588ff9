import { expect, test } from "vitest";
import { withPlainFlags } from "./plain-flags.ts";

test.each([
  ["run --allow-writes x.ts 5", "run --allow-writes=all x.ts 5"],
  ['run x.ts --allow-writes "a" 5', 'run x.ts --allow-writes=all "a" 5'],
  ["run x.ts --allow-writes 1.5", "run x.ts --allow-writes=all 1.5"],
  ["run x.ts --allow-writes", "run x.ts --allow-writes=all"],
  ["run x.ts --allow-writes --trace", "run x.ts --allow-writes=all --trace"],
  ["run x.ts --allow-writes files.write,mail.send 5", "run x.ts --allow-writes files.write,mail.send 5"],
  ["run x.ts --allow-writes=files.write", "run x.ts --allow-writes=files.write"],
])("%s", (given, meant) => {
  expect(withPlainFlags(given.split(" "))).toEqual(meant.split(" "));
});
