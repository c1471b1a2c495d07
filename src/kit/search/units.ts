import { claimField, type Field, subtitleField, titleField } from './bm25f.ts';
import type { SearchDoc, SearchText } from './shapes.ts';

/** The texts that are ranked as one: claim, title and subtitle of one language together, each alias alone. */
export type Unit = readonly SearchText[];

export const unitsOf = (doc: Pick<SearchDoc, 'texts'>): readonly Unit[] => {
  const byLang = new Map<string, SearchText[]>();
  const aliases: Unit[] = [];
  for (const text of doc.texts) {
    if (text.kind === 'alias' || text.kind === 'asked') {
      aliases.push([text]);
      continue;
    }
    const others = byLang.get(text.lang ?? '');
    if (others === undefined) byLang.set(text.lang ?? '', [text]);
    else others.push(text);
  }
  return [...byLang.values(), ...aliases];
};

export const fieldOf = (text: SearchText): Field => {
  if (text.kind === 'title') return titleField;
  return text.kind === 'subtitle' ? subtitleField : claimField;
};
