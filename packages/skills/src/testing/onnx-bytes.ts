/** A value of an ONNX message (protobuf): a whole number, a nested message, text or raw bytes. */
type FieldValue = number | string | Uint8Array;

/** A message from its fields, in order: `[number, value]`. */
export function message(...fields: [number: number, value: FieldValue][]): Uint8Array {
  return Buffer.concat(fields.map(([number, value]) => field(number, value)));
}

/** A tensor of 32-bit floats as ONNX's TensorProto. */
export function floatTensor(name: string, dims: number[], values: number[]): Uint8Array {
  return rawTensor(name, 1, dims, new Uint8Array(Float32Array.from(values).buffer));
}

/** A tensor of whatever element type, from its bytes. */
export function rawTensor(name: string, elementType: number, dims: number[], bytes: Uint8Array): Uint8Array {
  return message(...dims.map((dim): [number, number] => [1, dim]), [2, elementType], [8, name], [9, bytes]);
}

/** An input or output of the graph: element type 1 is float, 7 is int64; a dimension of text is a free one. */
export function valueInfo(name: string, elementType: number, dims: (number | string)[]): Uint8Array {
  const shape = message(
    ...dims.map((dim): [number, Uint8Array] => [1, message(typeof dim === "number" ? [1, dim] : [2, dim])]),
  );
  return message([1, name], [2, message([1, message([1, elementType], [2, shape])])]);
}

/** One operation of the graph; its attributes are whole numbers. */
export function node(
  operation: string,
  inputs: string[],
  output: string,
  attributes: [name: string, value: number][] = [],
): Uint8Array {
  return message(
    ...inputs.map((input): [number, string] => [1, input]),
    [2, output],
    [3, output],
    [4, operation],
    // Attribute type 2 is a whole number.
    ...attributes.map(([name, value]): [number, Uint8Array] => [5, message([1, name], [3, value], [20, 2])]),
  );
}

function field(number: number, value: FieldValue): Uint8Array {
  if (typeof value === "number") return Buffer.concat([varint(number << 3), varint(value)]);
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Uint8Array.from(bytes);
}
