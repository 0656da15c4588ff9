import { canonicalJson, type Json } from "@portolan/core";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Offer, Offers, Skipped, SourceOrigin } from "./offer.ts";
import { offerOfRecord, type SkillRecord } from "./skill-record.ts";
import { readBytes, sourceInvalid } from "./source-files.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/** Columns of text. The rest of a record is JSON text in columns of its own: any reader of Parquet has text. */
const TEXT_COLUMNS = [
  "name",
  "description",
  "signature",
  "source",
  "digest",
  "status",
  "author",
  "licence",
] as const;
const JSON_COLUMNS = [
  "uses",
  "tools",
  "tags",
  "examples",
  "cases",
  "properties",
  "counterexamples",
  "evidence",
] as const;

/** Records as the bytes of a Parquet file, the same for equal records. */
export function parquetOf(records: readonly SkillRecord[]): Uint8Array {
  const columnData = [
    ...TEXT_COLUMNS.map((name) =>
      column(
        name,
        "STRING",
        records.map((one) => one[name]),
      ),
    ),
    column(
      "version",
      "INT32",
      records.map(({ version }) => version),
    ),
    ...JSON_COLUMNS.map((name) =>
      column(
        name,
        "STRING",
        records.map((one) => jsonText(one[name])),
      ),
    ),
  ];
  const kvMetadata = [{ key: "portolan.skills", value: "1" }];
  // Compression is a matter of the library's version; without it, equal records stay equal bytes.
  return new Uint8Array(
    parquetWriteBuffer({ columnData, kvMetadata, codec: "UNCOMPRESSED", createdBy: "portolan" }),
  );
}

/**
 * Reads a Parquet file with one skill a row. A row that is none is skipped, and said.
 * @throws PortolanError `source-invalid` for what is no such file, or is too large
 */
export async function readParquet(path: string, source: SourceOrigin): Promise<Offers> {
  const rows = await rowsOf(path).catch((cause: Error) => {
    const message = `The file cannot be read as Parquet (${cause.message}).`;
    throw sourceInvalid(message, path, "Name a file that `portolan export` wrote.", cause);
  });
  const offers: Offer[] = [];
  const skipped: Skipped[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      const offer = offerOfRecord(recordOfRow(row), source);
      if (offer) offers.push(offer);
    } catch (error) {
      skipped.push({ what: `row ${index + 1}`, reason: (error as Error).message });
    }
  }
  return { offers, skipped };
}

function column(name: string, type: "STRING" | "INT32", data: unknown[]) {
  return { name, type, data };
}

async function rowsOf(path: string): Promise<Record<string, unknown>[]> {
  const bytes = await readBytes(path, SOURCE_LIMITS.totalBytes);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = await parquetMetadataAsync(file);
  if (metadata.num_rows > SOURCE_LIMITS.skills) throw new Error(`it has ${metadata.num_rows} rows`);
  const unpacked = metadata.row_groups
    .flatMap(({ columns }) => columns)
    .reduce((sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0), 0);
  if (unpacked > SOURCE_LIMITS.totalBytes) throw new Error(`it unpacks to ${unpacked} bytes`);
  return parquetReadObjects({ file, metadata });
}

function recordOfRow(row: Record<string, unknown>): Record<string, unknown> {
  const record = { ...row };
  for (const name of JSON_COLUMNS) {
    const value = row[name];
    record[name] = typeof value === "string" ? (JSON.parse(value) as unknown) : (value ?? undefined);
  }
  return record;
}

function jsonText(value: unknown): string | undefined {
  return value === undefined ? undefined : canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
}
