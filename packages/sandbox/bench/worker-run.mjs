import { parentPort, workerData } from "node:worker_threads";

const add = (a, b) => a + b;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not between windows
parentPort.postMessage(JSON.stringify(add(...JSON.parse(workerData))));
