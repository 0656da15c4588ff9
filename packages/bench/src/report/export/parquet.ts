import { parquetWriteBuffer } from "hyparquet-writer";
import type { Experiment } from "../../runner/trial-record.ts";
import { trialColumns } from "./trial-columns.ts";

/** The trials as the bytes of a Parquet file, a row each; lists are JSON text. Equal trials give equal bytes. */
export function parquetReport({ plan, trials }: Experiment): Uint8Array {
  const columnData = trialColumns.map(({ name, type, value }) => ({
    name,
    type,
    nullable: true,
    data: trials.map((trial) => {
      const found = value(trial);
      // eslint-disable-next-line unicorn/no-null -- Parquet's word for what is not there
      return typeof found === "object" ? JSON.stringify(found) : (found ?? null);
    }),
  }));
  const kvMetadata = [
    { key: "portolan.trials", value: "1" },
    { key: "portolan.plan", value: JSON.stringify(plan) },
  ];
  // Compression is a matter of the library's version; without it, equal trials stay equal bytes.
  return new Uint8Array(
    parquetWriteBuffer({ columnData, kvMetadata, codec: "UNCOMPRESSED", createdBy: "portolan" }),
  );
}
