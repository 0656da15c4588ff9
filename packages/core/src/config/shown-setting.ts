import type { Config } from "./config.ts";

/** A setting as it may be shown: values of headers and what stands in a URL for a key are left out. */
export function shownSetting(key: keyof Config, value: unknown): unknown {
  if (key === "modelHeaders") return withoutValues(value);
  if (key === "modelUrl") return withoutCredentials(value);
  if (key === "models" && isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([role, model]) => [role, shownModel(model)]));
  return value;
}

function shownModel(model: unknown): unknown {
  if (!isRecord(model)) return model;
  const shown = { ...model };
  if ("headers" in model) shown["headers"] = withoutValues(model["headers"]);
  if ("url" in model) shown["url"] = withoutCredentials(model["url"]);
  return shown;
}

function withoutValues(headers: unknown): unknown {
  if (!isRecord(headers)) return "…";
  return Object.fromEntries(Object.keys(headers).map((name) => [name, "…"]));
}

function withoutCredentials(text: unknown): unknown {
  if (typeof text !== "string" || !URL.canParse(text)) return text;
  const url = new URL(text);
  if (!url.username && !url.password && !url.search) return text;
  url.username = url.username && "…";
  url.password = url.password && "…";
  for (const name of url.searchParams.keys()) url.searchParams.set(name, "…");
  return decodeURI(url.href);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
