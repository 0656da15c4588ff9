import { fenced } from "@portolan/core";
import type { HandRequest } from "./hand-request.ts";

/** A request as a page for whoever answers it; each message stands in a block that it cannot close. */
export function requestPage(request: HandRequest, number: number, base: string): string {
  const { api, model, messages, settings } = request;
  const parts = [
    `# Request ${number} to ${model}`,
    [
      `Answer it by putting a file \`${base}.reply.md\` beside this one: all of its text is the reply. Write it under another`,
      `name first and rename it, if you write slowly. \`${base}.reply.json\` says more: \`{"text": "…", "finish_reason":`,
      `"length"}\`, \`{"refusal": "…"}\`, or \`{"error": {"status": 429, "message": "…"}}\`.`,
    ].join("\n"),
    "What stands in the blocks is what the model is asked, exact in `.request.json`.",
    ...messages.map(({ role, text }) => `## ${headingOf(role)}\n\n${fenced(text, "text")}`),
  ];
  if (Object.keys(settings).length > 0) {
    parts.push(`## Settings (${api})\n\n${fenced(JSON.stringify(settings, null, 2), "json")}`);
  }
  return `${parts.join("\n\n")}\n`;
}

function headingOf(role: string): string {
  return /^[a-z_]+$/.test(role) ? role : JSON.stringify(role).replace(/[`#\\]/g, "");
}
