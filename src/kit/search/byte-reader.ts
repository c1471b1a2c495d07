/** Reads what `ByteWriter` wrote. Anything else throws a RangeError; no claimed length makes it allocate more than there is. */
export type ByteReader = {
  readonly number: () => number;
  readonly string: () => string;
  readonly bytes: (length: number) => Uint8Array;
  readonly skip: (length: number) => void;
  readonly at: () => number;
  readonly left: () => number;
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const createByteReader = (bytes: Uint8Array, from = 0, to = bytes.length): ByteReader => {
  let at = from;

  const number = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (at >= to) throw new RangeError('bytes that end within a number');
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) {
        if (value > 0xffff_ffff) break;
        return value;
      }
    }
    throw new RangeError('bytes with a number of more than 32 bits');
  };

  const take = (length: number): Uint8Array => {
    if (length > to - at) throw new RangeError('bytes that end too early');
    at += length;
    return bytes.subarray(at - length, at);
  };

  return {
    number,
    string: () => {
      const text = take(number());
      try {
        return decoder.decode(text);
      } catch {
        throw new RangeError('a text that is not UTF-8');
      }
    },
    bytes: take,
    skip: (length) => {
      if (length > to - at) throw new RangeError('bytes that end too early');
      at += length;
    },
    at: () => at,
    left: () => to - at,
  };
};
