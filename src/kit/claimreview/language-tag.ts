import { firstWords, isObject, type Loose, listOf } from './loose-json.ts';

const names: Readonly<Record<string, string>> = {
  vietnamese: 'vi',
  'tiếng việt': 'vi',
  việt: 'vi',
  vn: 'vi',
  english: 'en',
  'tiếng anh': 'en',
  anh: 'en',
  arabic: 'ar',
  french: 'fr',
  spanish: 'es',
  portuguese: 'pt',
  german: 'de',
  hindi: 'hi',
  indonesian: 'id',
  chinese: 'zh',
};

/** BCP 47 tag of a foreign language field: a tag, a name in English or Vietnamese, or a schema.org Language. */
export const languageTag = (value: Loose): string | undefined => {
  const first = listOf(value)[0];
  const raw = isObject(first)
    ? firstWords(first.alternateName, first['@id'], first.name, first['@value'])
    : firstWords(first);
  const text = raw?.trim().replaceAll('_', '-').slice(0, 40) ?? '';
  const named = names[text.normalize('NFC').toLowerCase()];
  if (named !== undefined || !/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(text)) return named;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
};
