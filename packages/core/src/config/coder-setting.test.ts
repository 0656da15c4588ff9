import { expect, test } from "vitest";
import { parseCoderSetting } from "./coder-setting.ts";

test.each([
  ["synth", { stages: ["synth"] }],
  ["synth,model,large", { stages: ["synth", "model", "large"] }],
  ["command:./agent.sh --names a,b", { stages: ["command"], command: "./agent.sh --names a,b" }],
  ["synth,command:node agent.mjs", { stages: ["synth", "command"], command: "node agent.mjs" }],
  ["command:echo synth,command:x", { stages: ["command"], command: "echo synth,command:x" }],
  ["", undefined],
  ["synth,synth", undefined],
  ["synth,", undefined],
  [",command:x", undefined],
  ["command:", undefined],
  ["command", undefined],
  ["synth,command: ", undefined],
])("%j", (text, setting) => {
  expect(parseCoderSetting(text)).toEqual(setting);
});
