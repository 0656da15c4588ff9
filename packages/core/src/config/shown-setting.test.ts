import { expect, it } from "vitest";
import { shownSetting } from "./shown-setting.ts";

it.each([
  ["modelHeaders", { "x-pass": "hunter2" }, { "x-pass": "…" }],
  ["modelHeaders", "hunter2", "…"],
  ["modelUrl", "https://me:hunter2@host/v1?key=hunter2", "https://…:…@host/v1?key=…"],
  ["modelUrl", "http://localhost:11434/v1", "http://localhost:11434/v1"],
  [
    "models",
    { judge: "large", describe: { url: "https://host/?k=hunter2", headers: { a: "hunter2" } } },
    { judge: "large", describe: { url: "https://host/?k=…", headers: { a: "…" } } },
  ],
  ["model", "qwen3", "qwen3"],
] as const)("shows %s %j as %j", (key, value, expected) => {
  const shown = shownSetting(key, value);
  if (key === "modelUrl") expect(decodeURIComponent(shown as string)).toBe(expected);
  else expect(JSON.parse(decodeURIComponent(JSON.stringify(shown)))).toEqual(expected);
});
