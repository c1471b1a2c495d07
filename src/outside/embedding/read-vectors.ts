// The reply of an embedding endpoint, read as strictly as anything else from outside.

const longest = 8_192;

/**
 * The vectors of a `/v1/embeddings` reply, by their `index` (in order where there is none). Undefined unless there is
 * exactly one for each of `count` texts, all of one length up to 8,192, of finite numbers and not all zero.
 */
export const readVectors = (json: string, count: number): readonly Float32Array[] | undefined => {
  let reply: unknown;
  try {
    reply = JSON.parse(json);
  } catch {
    return undefined;
  }
  const data = fieldOf(reply, 'data');
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: Float32Array[] = [];
  for (const [place, item] of data.entries()) {
    const index = fieldOf(item, 'index') ?? place;
    const vector = vectorOf(fieldOf(item, 'embedding'));
    if (typeof index !== 'number' || !(index in data) || vectors[index] !== undefined || vector === undefined)
      return undefined;
    vectors[index] = vector;
  }
  return vectors.every((v) => v.length === vectors[0]?.length) ? vectors : undefined;
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

const vectorOf = (value: unknown): Float32Array | undefined => {
  if (!Array.isArray(value) || value.length === 0 || value.length > longest) return undefined;
  if (!value.every((x) => typeof x === 'number')) return undefined;
  const vector = Float32Array.from(value);
  const square = vector.reduce((s, x) => s + x * x, 0);
  return square > 0 && Number.isFinite(square) ? vector : undefined;
};
