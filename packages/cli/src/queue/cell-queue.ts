import { type Cell, cellName, type Plan } from "@portolan/bench";
import { PortolanError } from "@portolan/core";
import type * as BullMq from "bullmq";
import type { Redis } from "ioredis";

/** The one queue of a Redis: cells of every experiment stand in it. */
export const queueName = "portolan-bench";

/** What a worker is told of a cell. */
export interface CellJob {
  /** Id of the experiment. */
  experiment: string;
  /** Its folder, as whoever planned it sees it. */
  root: string;
  cell: Cell;
}

/** A queue that is reached, with the library that works on it. */
export interface QueueConnection extends AsyncDisposable {
  bullmq: typeof BullMq;
  connection: Redis;
}

/** How often the first attempt to reach a queue is made again. */
const FIRST_RETRIES = 3;

/**
 * Reaches the Redis or Valkey of a URL such as `redis://localhost:6379`.
 * @throws PortolanError `usage` for another URL, `config` without the optional packages, `tools-unavailable` where nobody answers
 */
export async function connectQueue(url: string): Promise<QueueConnection> {
  if (!/^rediss?:\/\//.test(url)) {
    throw new PortolanError("usage", "--queue takes the URL of a Redis or a Valkey.", {
      value: url,
      next: "Write such as --queue redis://localhost:6379.",
    });
  }
  const [bullmq, ioredis] = await Promise.all([import("bullmq"), import("ioredis")]).catch(
    (cause: unknown) => {
      throw new PortolanError(
        "config",
        "A queue needs the packages bullmq and ioredis, which are not here.",
        {
          cause,
          next: "Install them beside portolan: npm install bullmq ioredis.",
        },
      );
    },
  );
  let isReached = false;
  const connection = new ioredis.Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    // One that was there comes back; one that never was is a wrong URL.
    retryStrategy: (times) => (isReached || times <= FIRST_RETRIES ? Math.min(200 * times, 5_000) : null),
  });
  // Without a listener a connection that is lost for a while would be an error of the process.
  connection.on("error", () => {});
  try {
    await connection.connect();
    isReached = true;
  } catch (cause) {
    connection.disconnect();
    throw new PortolanError("tools-unavailable", `The queue ${withoutPassword(url)} cannot be reached.`, {
      value: (cause as Error).message,
      cause,
      next: "Start Redis or Valkey there, or correct the URL.",
    });
  }
  return { bullmq, connection, [Symbol.asyncDispose]: async () => connection.disconnect() };
}

/** Id of a cell's job: the same cell of the same experiment stands in the queue once. */
export function jobId({ id }: Pick<Plan, "id">, cell: Cell): string {
  return `${id}-${cellName(cell)}`;
}

/** A failure as a job keeps it, which is text. */
export function failureText(error: unknown): string {
  return error instanceof PortolanError ? `${error.code}: ${error.message}` : String(error);
}

/** The failure that a job kept. */
export function failureOf(text: string, job: string): PortolanError {
  const [, code = "internal", message = text] = /^([a-z]+(?:-[a-z]+)*): ([^]*)$/.exec(text) ?? [];
  return new PortolanError(code as PortolanError["code"], message, {
    value: job,
    next: "It is kept among the failed jobs; the same command tries it again.",
  });
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//");
}
