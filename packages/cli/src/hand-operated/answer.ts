import { estimatedTokens } from "@portolan/core";
import type { Answer, Answering } from "./answering.ts";
import { chatAnswer } from "./chat-answer.ts";
import type { HandRequest } from "./hand-request.ts";
import { responsesAnswer } from "./responses-answer.ts";

/** Puts a reply into the form that the client asked for; tokens are estimated where the reply does not tell. */
export function answerOf(request: HandRequest, reply: Answering["reply"], id: string): Answer {
  const answering: Answering = {
    id,
    created: Math.floor(Date.now() / 1000),
    request,
    reply,
    input:
      reply.usage?.input_tokens ?? request.messages.reduce((sum, { text }) => sum + estimatedTokens(text), 0),
    output: reply.usage?.output_tokens ?? estimatedTokens(reply.text),
  };
  return request.api === "chat" ? chatAnswer(answering) : responsesAnswer(answering);
}
