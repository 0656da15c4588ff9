import { stripTypeScriptTypes } from "node:module";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../json/json.ts";
import { parseSignature } from "../../../task/signature.ts";
import { synthesize, type SynthComponent, type SynthReply, type SynthRequest } from "./synthesize.ts";

type Functions = Parameters<typeof synthesize>[1];

describe("synthesize", () => {
  it.each<[string, string, [Json[], Json][], Json[], Json]>([
    [
      "arithmetic",
      "(n: number) => number",
      [
        [[1], 5],
        [[2], 7],
        [[5], 13],
      ],
      [10],
      23,
    ],
    [
      "a filter",
      "(xs: number[]) => number[]",
      [
        [[[1, 60, 52]], [60, 52]],
        [[[50, 51]], [51]],
        [[[7]], []],
        [[[80, 3]], [80]],
      ],
      [[90, 2, 55]],
      [90, 55],
    ],
    [
      "a map with an outer value",
      "(xs: number[], n: number) => number[]",
      [
        [
          [[1, 2], 3],
          [3, 6],
        ],
        [[[4], 2], [8]],
        [[[], 9], []],
      ],
      [[5, 1], 4],
      [20, 4],
    ],
    [
      "a concatenation",
      "(first: string, last: string) => string",
      [
        [["Ada", "Byron"], "B. Ada"],
        [["Alan", "Turing"], "T. Alan"],
        [["Grace", "Hopper"], "H. Grace"],
      ],
      ["Barbara", "Liskov"],
      "L. Barbara",
    ],
    [
      "replacements of several characters",
      "(text: string) => string",
      [
        [["due-date"], "due date"],
        [["max_retry_count"], "max retry count"],
        [[""], ""],
        [["a-b_c"], "a b c"],
      ],
      ["-x_y z"],
      " x y z",
    ],
    [
      "one of several marks",
      "(text: string) => boolean",
      [
        [["It rains."], true],
        [["Stop!"], true],
        [["why?"], true],
        [["no end"], false],
        [["a. b"], false],
        [["list: "], false],
        [["(so!)"], false],
      ],
      ["what? no"],
      false,
    ],
    [
      "a conditional",
      "(n: number) => number",
      [
        [[1], 2],
        [[3], 4],
        [[5], 6],
        [[20], 0],
        [[31], 0],
        [[44], 0],
        [[8], 9],
        [[60], 0],
      ],
      [7],
      8,
    ],
    [
      "records",
      "(names: string[], ages: number[]) => { name: string; age: number }[]",
      [
        [
          [
            ["a", "b"],
            [1, 2],
          ],
          [
            { name: "a", age: 1 },
            { name: "b", age: 2 },
          ],
        ],
        [[["z"], [7]], [{ name: "z", age: 7 }]],
        [[[], []], []],
      ],
      [
        ["q", "r"],
        [4, 5],
      ],
      [
        { name: "q", age: 4 },
        { name: "r", age: 5 },
      ],
    ],
    [
      "nested arrays",
      "(rows: number[][]) => number[]",
      [
        [[[[1, 2], [3]]], [3, 3]],
        [[[[], [5, 5]]], [0, 10]],
        [[[]], []],
      ],
      [[[4, 4, 4]]],
      [12],
    ],
  ])("finds %s", (_, signature, examples, input, output) => {
    const reply = search(signature, examples);
    expect(reply.status).toBe("found");
    expect(functionOf(reply)(...input)).toEqual(output);
  });

  it("prints a module with types, a doc comment and imports", () => {
    const components = [
      component("first-word", "(s: string) => string"),
      component("shout", "(s: string) => string"),
    ];
    const functions: Functions = {
      "first-word": (s) => (s as string).split(" ")[0] as string,
      shout: (s) => `${(s as string).toUpperCase()}!`,
    };
    const examples: [Json[], Json][] = [
      [["ab cd"], "AB!"],
      [["x"], "X!"],
      [["hey you there"], "HEY!"],
    ];
    const reply = search(
      "(line: string) => string",
      examples,
      { components, functionName: "greet", doc: "Shouts." },
      functions,
    );
    expect(reply.source).toBe(
      [
        'import { firstWord } from "#skills/first-word";',
        'import { shout } from "#skills/shout";',
        "",
        "/** Shouts. */",
        "export function greet(line: string): string {",
        "  return shout(firstWord(line));",
        "}",
        "",
      ].join("\n"),
    );
    expect(reply.components).toEqual(["first-word", "shout"]);
  });

  it("never exceeds its budget", () => {
    const examples: [Json[], Json][] = [
      [[[5, 1]], [9, 9, 7]],
      [[[2]], [4, 1]],
      [[[8, 8, 3]], [1]],
    ];
    for (const budget of [0, 1, 2, 17, 500, 5000]) {
      const reply = search("(xs: number[]) => number[]", examples, { budget });
      expect(reply).toMatchObject({ status: "budget", evaluations: budget });
    }
  });

  it("replies the same to the same request", () => {
    const examples: [Json[], Json][] = [
      [["a-b c"], "B"],
      [["x-yy z"], "YY"],
      [["q-r s-t"], "R"],
    ];
    expect(search("(s: string) => string", examples)).toEqual(search("(s: string) => string", examples));
  });

  it("answers with other behaviour when earlier answers are passed over", () => {
    const examples: [Json[], Json][] = [
      [[[1, 2, 3]], 3],
      [[[2, 4]], 4],
      [[[5]], 5],
    ];
    const refused: string[] = [];
    const replies = [0, 1, 2].map(() => {
      const reply = search("(xs: number[]) => number", examples, { refused });
      refused.push(reply.source ?? "");
      return reply;
    });
    const probes = [[[9, 1, 1]], [[1, 8, 2]], [[]], [[4, 4, 0, 2]]];
    const behaviours = replies.map((reply) =>
      JSON.stringify(probes.map((probe) => functionOf(reply)(...probe))),
    );
    expect(new Set(behaviours).size).toBe(3);
    for (const reply of replies)
      for (const [input, output] of examples) expect(functionOf(reply)(...input)).toEqual(output);
  });

  it("passes over nothing but what was refused: what another coder wrote leaves its own answers as they are", () => {
    const examples: [Json[], Json][] = [
      [[[1, 2, 3]], 3],
      [[[2, 4]], 4],
      [[[5]], 5],
    ];
    const refused = ["export function solve(xs: number[]): number {\n  return xs.length;\n}\n"];
    const [alone, after] = [[], refused].map((past) =>
      search("(xs: number[]) => number", examples, { refused: past }),
    );
    expect(after).toEqual(alone);
  });

  it("does not take a constant for an answer to two examples", () => {
    const reply = search("(s: string) => string", [
      [["Lee Kim"], "Kim"],
      [["Park Kim"], "Kim"],
    ]);
    expect(functionOf(reply)("Ada Byron")).toBe("Byron");
  });

  it("is not harmed by skills that throw, lie about their type or change their arguments", () => {
    const names = ["throws", "lies", "mutates", "traps"];
    const components = names.map((name) => component(name, "(xs: number[]) => number[]"));
    const functions: Functions = {
      throws: () => {
        throw new Error("no");
      },
      lies: () => "text",
      mutates: (xs) =>
        (xs as number[])
          .splice(0, 9)
          .toSorted((a, b) => a - b)
          .slice(0, 1),
      traps: () => new Proxy([1], { get: () => undefined }),
    };
    const examples: [Json[], Json][] = [
      [[[3, 1, 2]], [1, 3, 1, 2]],
      [[[9, 7]], [7, 9, 7]],
      [[[5, 6, 4]], [4, 5, 6, 4]],
    ];
    const reply = search("(xs: number[]) => number[]", examples, { components }, functions);
    expect(reply).toMatchObject({ status: "found", components: ["mutates"] });
  });

  it("leaves skills alone whose names are taken", () => {
    const components = [component("solve", "(n: number) => number"), component("n", "(n: number) => number")];
    const functions: Functions = { solve: (n) => (n as number) * 3, n: (n) => (n as number) * 3 };
    const reply = search(
      "(n: number) => number",
      [
        [[1], 3],
        [[2], 6],
        [[5], 15],
      ],
      { components },
      functions,
    );
    expect(reply).toMatchObject({ status: "found", components: [] });
  });

  it("leaves async skills and types it does not know alone", () => {
    const components = [
      { ...component("later", "(n: number) => number"), async: true },
      component("odd", "(n: Date) => number"),
    ];
    const functions: Functions = { later: (n) => n, odd: () => 1 };
    expect(
      search(
        "(n: number) => number",
        [
          [[1], 1],
          [[2], 2],
          [[3], 3],
        ],
        { components },
        functions,
      ).components,
    ).toEqual([]);
    expect(search("(n: Map<string, number>) => number", [[[1], 1]]).status).toBe("exhausted");
  });
});

function search(
  signature: string,
  examples: [Json[], Json][],
  more: Partial<SynthRequest> = {},
  functions: Functions = {},
): SynthReply {
  const { parameters, result } = parseSignature(signature);
  const request: SynthRequest = {
    functionName: "solve",
    parameters,
    result,
    examples: examples.map(([input, output]) => ({ input, output })),
    components: [],
    budget: 30_000,
    refused: [],
    doc: "Goal.",
    ...more,
  };
  return synthesize(request, functions);
}

function component(name: string, signature: string): SynthComponent {
  const { parameters, result } = parseSignature(signature);
  const functionName = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    name,
    specifier: `#skills/${name}`,
    functionName,
    parameters: parameters.map(({ type }) => type),
    result,
  };
}

function functionOf(reply: SynthReply): (...args: Json[]) => Json {
  const source = stripTypeScriptTypes(reply.source ?? "").replace("export function", "return function");
  // oxlint-disable-next-line typescript/no-implied-eval -- what the search wrote, in a test
  return new Function(source)() as (...args: Json[]) => Json;
}
