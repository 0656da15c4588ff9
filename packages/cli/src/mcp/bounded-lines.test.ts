import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { boundedLines, type LineEnds } from "./bounded-lines.ts";
import { idInEnds } from "./message-signs.ts";

/** What comes through of chunks, and the ends of what does not. */
async function through(chunks: readonly string[], mostBytes: number) {
  const dropped: LineEnds[] = [];
  const lines = boundedLines(mostBytes, (ends) => dropped.push(ends));
  const kept = await text(Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(lines));
  return { kept, dropped };
}

it("lets lines through as they come, however they are cut, but for those that are too long", async () => {
  const whole = "one\n\nexactly 9\nfar too long\né\nlast\n";
  for (const size of [1, 2, 3, 7, 100]) {
    const chunks = whole.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    const { kept, dropped } = await through(chunks, 10);
    expect({ kept, dropped: dropped.length }).toEqual({ kept: "one\n\nexactly 9\né\nlast\n", dropped: 1 });
  }
});

it("keeps no more than the ends of a line that goes on and on", async () => {
  const { dropped } = await through(
    ["a".repeat(50), ...Array<string>(100).fill("b".repeat(1_000)), "c\n"],
    2_048,
  );
  expect(dropped).toEqual([{ head: "a".repeat(50) + "b".repeat(974), tail: `${"b".repeat(1_022)}c\n` }]);
});

it.each([
  ['{"jsonrpc":"2.0","id":7,"method":"a","params":{', '"id":8}}', 7],
  ['{"id":"x\\"y","jsonrpc":"2.0","method":"a"', "}", 'x"y'],
  ['{ "method" : "a", "params": {"id":1', '"id":2}, "jsonrpc": "2.0", "id": 9 }\n', 9],
  ['{"method":"a","params":{', '}},"id":9,"jsonrpc":"2.0"}', 9],
  ['{"method":"a","params":{', '"id":2}}', null],
  ['{"jsonrpc":"2.0","method":"a","params":{', '"text":",\\"id\\":2}"}}', null],
  ['{"jsonrpc":"2.0","id":7,"result":{', "}}", null],
  ['{"result":{', '},"jsonrpc":"2.0","id":7}', null],
  ['{"jsonrpc":"2.0","id":{"a":1},"method":"a"', "}", null],
  ["xxx", "xxx", null],
])("finds the id of a request in the ends %s … %s", (head, tail, id) => {
  expect(idInEnds({ head, tail })).toBe(id);
});
