import type { Data, DataType, FixedSizeList, Schema, Table } from "apache-arrow";

/** One listed skill in a LanceDB table. */
export interface LanceRow {
  /** The skill's name. */
  id: string;
  /** Digest of the text that the row was made of. */
  digest: string;
  /** Stems, parted by spaces. */
  tokens: string;
  vector: Float32Array;
  author: string;
  suite: string;
  tags: string[];
  /** All tools that it reaches, as JSON. */
  reach: string;
}

export async function lanceSchema(dimension: number): Promise<Schema> {
  const { Field, FixedSizeList, Float32, List, Schema, Utf8 } = await import("apache-arrow");
  const text = (name: string) => new Field(name, new Utf8(), false);
  // The primary key has to be non-null, which a schema inferred from objects is not.
  return new Schema([
    text("id"),
    text("digest"),
    text("tokens"),
    new Field("vector", new FixedSizeList(dimension, new Field("item", new Float32(), true)), false),
    text("author"),
    text("suite"),
    new Field("tags", new List(new Field("item", new Utf8(), true)), false),
    text("reach"),
  ]);
}

/** Rows as columns: from objects, LanceDB would make them number by number. */
export async function arrowTable(rows: readonly LanceRow[]): Promise<Table> {
  const { Float32, makeData, RecordBatch, Struct, Table, vectorFromArray } = await import("apache-arrow");
  const dimension = rows[0]?.vector.length ?? 0;
  const schema = await lanceSchema(dimension);
  const values = new Float32Array(rows.length * dimension);
  for (const [i, { vector }] of rows.entries()) values.set(vector, i * dimension);
  const children = schema.fields.map(({ name, type }): Data => {
    if (name === "vector") {
      const child = makeData({ type: new Float32(), data: values });
      return makeData({ type: type as FixedSizeList, length: rows.length, nullCount: 0, child });
    }
    const column = vectorFromArray<DataType>(
      rows.map((row) => row[name as keyof LanceRow]),
      type,
    );
    return column.data[0] as Data;
  });
  const type = new Struct<Record<string, DataType>>(schema.fields);
  const data = makeData({ type, length: rows.length, nullCount: 0, children });
  return new Table([new RecordBatch(schema, data)]);
}
