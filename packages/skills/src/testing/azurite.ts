import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const packageJson = createRequire(import.meta.url).resolve("azurite/package.json");
const script = join(dirname(packageJson), "dist/src/blob/main.js");

/** The account that every Azurite has; its key is public. */
const ACCOUNT = "devstoreaccount1";
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const VERSION = "2021-08-06";

/** An object store that speaks as Azure's does, on loopback. */
export interface Azurite extends AsyncDisposable {
  /** Where an index can lie. */
  uri: string;
  /** What LanceDB has to be told. */
  storageOptions: Record<string, string>;
}

/** Starts Azurite on a free port, its files in `folder`, and makes a container. */
export async function startAzurite(folder: string): Promise<Azurite> {
  const flags = ["--blobHost", "127.0.0.1", "--blobPort", "0", "--location", folder];
  const child = spawn(process.execPath, [script, ...flags, "--skipApiVersionCheck", "--disableTelemetry"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await portOf(child);
  const endpoint = `http://127.0.0.1:${port}/${ACCOUNT}`;
  await makeContainer(endpoint, "skills");
  return {
    uri: "az://skills/index",
    storageOptions: {
      account_name: ACCOUNT,
      account_key: KEY,
      azure_storage_endpoint: endpoint,
      allow_http: "true",
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
    },
  };
}

function portOf(child: ChildProcess): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (data) => {
      text += String(data);
      const port = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port) resolve(port);
    });
    child.once("exit", (code) => reject(new Error(`Azurite ended with ${code}: ${text}`)));
  });
}

async function makeContainer(endpoint: string, name: string): Promise<void> {
  const date = new Date().toUTCString();
  const resource = `/${ACCOUNT}/${ACCOUNT}/${name}\nrestype:container`;
  const text = `PUT${"\n".repeat(12)}x-ms-date:${date}\nx-ms-version:${VERSION}\n${resource}`;
  const signature = createHmac("sha256", Buffer.from(KEY, "base64")).update(text).digest("base64");
  const response = await fetch(`${endpoint}/${name}?restype=container`, {
    method: "PUT",
    headers: {
      "x-ms-date": date,
      "x-ms-version": VERSION,
      authorization: `SharedKey ${ACCOUNT}:${signature}`,
    },
  });
  if (!response.ok) throw new Error(`Azurite made no container: ${await response.text()}`);
}
