import { withRoom } from './growing.ts';

/** Bytes written one after the other: numbers as LEB128 varints, strings as their length in bytes and UTF-8. */
export type ByteWriter = {
  readonly number: (value: number) => void;
  /** Lone surrogates become U+FFFD, as everywhere in UTF-8. */
  readonly string: (text: string) => void;
  readonly bytes: (from: Uint8Array) => void;
  readonly size: () => number;
  /** What was written, until the next write. */
  readonly written: () => Uint8Array;
  readonly clear: () => void;
};

const encoder = new TextEncoder();

export const createByteWriter = (): ByteWriter => {
  let buffer = new Uint8Array(256);
  let size = 0;

  const number = (value: number): void => {
    buffer = withRoom(buffer, size + 5);
    let left = value >>> 0;
    while (left > 127) {
      buffer[size++] = (left & 127) | 128;
      left >>>= 7;
    }
    buffer[size++] = left;
  };

  const string = (text: string): void => {
    const begun = size;
    buffer = withRoom(buffer, begun + 10 + 3 * text.length);
    number(text.length);
    if (!writePlain(text)) {
      size = begun;
      writeEncoded(text);
    }
  };

  /** Whether the text was ASCII alone, and is written. */
  const writePlain = (text: string): boolean => {
    // Most texts are short, and many plain: for these a loop is quicker than a call out of the engine.
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 127) return false;
      buffer[size++] = unit;
    }
    return true;
  };

  const writeEncoded = (text: string): void => {
    // The length comes first and is known last: the text is written behind the longest length and moved up.
    const begun = size + 5;
    const { written } = encoder.encodeInto(text, buffer.subarray(begun));
    number(written);
    buffer.copyWithin(size, begun, begun + written);
    size += written;
  };

  const bytes = (from: Uint8Array): void => {
    buffer = withRoom(buffer, size + from.length);
    buffer.set(from, size);
    size += from.length;
  };

  return {
    number,
    string,
    bytes,
    size: () => size,
    written: () => buffer.subarray(0, size),
    clear: () => {
      size = 0;
      // One enormous document shall not be remembered by its size.
      if (buffer.length > 2 ** 20) buffer = new Uint8Array(256);
    },
  };
};
