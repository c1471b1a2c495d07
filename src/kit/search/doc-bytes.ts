import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { SearchDoc, SearchText } from './shapes.ts';

/** A check as bytes, in the index and in its snapshots: links and texts, each list with its length before it. */
export type DocContent = Pick<SearchDoc, 'texts' | 'links'>;

// The order is part of the format.
const kinds = ['claim', 'title', 'alias', 'subtitle', 'asked'] as const;

export const writeContent = (writer: ByteWriter, content: DocContent): void => {
  writer.number(content.links.length);
  for (const link of content.links) writer.string(link);
  writer.number(content.texts.length);
  for (const text of content.texts) {
    writer.number(kinds.indexOf(text.kind) * 2 + (text.lang === undefined ? 0 : 1));
    if (text.lang !== undefined) writer.string(text.lang);
    writer.string(text.text);
  }
};

/** Reads what `writeContent` wrote. Throws a RangeError on anything else. */
export const readContent = (reader: ByteReader): DocContent => ({
  links: readLinks(reader),
  texts: listOf(reader, () => readText(reader)),
});

/** The links alone; the texts behind them are left unread. */
export const readLinks = (reader: ByteReader): readonly string[] => listOf(reader, reader.string);

const readText = (reader: ByteReader): SearchText => {
  const tag = reader.number();
  const kind = kinds[tag >>> 1];
  if (kind === undefined) throw new RangeError('an unknown kind of text');
  return tag % 2 === 0 ? { kind, text: reader.string() } : { kind, lang: reader.string(), text: reader.string() };
};

const listOf = <T>(reader: ByteReader, read: () => T): readonly T[] => {
  const length = reader.number();
  // Nothing takes less than a byte, so a count beyond that is a lie told to make us allocate.
  if (length > reader.left()) throw new RangeError('a list longer than its bytes');
  return Array.from({ length }, read);
};
