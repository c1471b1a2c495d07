// What readers see of a check, taken from its HTML page: the heading, the verdict's word, the claim.
import { Parser } from 'htmlparser2';
import { type DrawnPage, verdictDrawn, verdictWordsIn } from '../core/drawn-page.ts';
import { verdicts } from '../core/verdict.ts';
import { standardLabel } from '../web/index.ts';

/** `word`: the verdict as it is written. */
export type DrawnCheck = DrawnPage & { readonly word: string | undefined };

const deepest = 256;
const longest = 2_000;
/** What a browser draws nothing of. */
const undrawn = new Set(['template', 'noscript', 'script', 'style']);

/**
 * Reads a page in `lang`; undefined where it is no page of a check. The server is not believed: what a verdict goes by on its
 * page counts only where that is no other verdict's standard word, which a label can never be.
 */
export const drawnCheck = (html: string, lang: 'vi' | 'en'): DrawnCheck | undefined => {
  const { title, titleLang, word, claim, words, isCheck } = partsOf(html);
  if (!isCheck || title === undefined) return undefined;
  const standard = Object.fromEntries(verdicts.map((verdict) => [verdict, standardLabel(lang, verdict)]));
  return {
    ...{ title, lang: titleLang ?? lang, word: word?.trim(), claim },
    verdict: verdictDrawn([standard, words], word) ?? '',
  };
};

type Parts = {
  title?: string;
  titleLang?: string;
  word?: string;
  claim?: string;
  words: Readonly<Record<string, string>>;
  isCheck: boolean;
};
type Text = 'title' | 'word' | 'claim';

/** The first of each, as a browser finds it. */
const partsOf = (html: string): Parts => {
  const parts: Parts = { words: {}, isCheck: false };
  const open: { readonly part: Text | undefined; readonly hides: boolean }[] = [];
  let hidden = 0;
  const begins = (name: string, given: Readonly<Record<string, string>>): Text | undefined => {
    const part =
      name === 'h1'
        ? 'title'
        : 'data-verdict-word' in given
          ? 'word'
          : 'data-claim-drawn' in given
            ? 'claim'
            : undefined;
    return part === undefined || parts[part] !== undefined ? undefined : part;
  };
  const parser = new Parser({
    onopentag: (name, given) => {
      const hides = undrawn.has(name);
      const part = hidden > 0 || hides ? undefined : begins(name, given);
      if (hides) hidden++;
      open.push({ part, hides });
      if (hidden > 0) return;
      if (part !== undefined) parts[part] = '';
      if (part === 'title' && given.lang) parts.titleLang = given.lang;
      if (name === 'article' && 'data-read' in given) parts.isCheck = true;
      if ('data-verify-log' in given) parts.words = wordsIn(given['data-words'] ?? '');
    },
    ontext: (text) => {
      if (hidden > 0) return;
      for (const { part } of open)
        if (part !== undefined) parts[part] = `${parts[part] ?? ''}${text}`.slice(0, longest);
    },
    onclosetag: () => {
      if (open.pop()?.hides) hidden--;
    },
  });
  for (let at = 0; at < html.length && open.length <= deepest; at += 4096) parser.write(html.slice(at, at + 4096));
  parser.end();
  return parts;
};

/** What the page calls each verdict, as it tells the reader's browser. */
const wordsIn = (json: string): Readonly<Record<string, string>> => {
  try {
    return verdictWordsIn(JSON.parse(json) as Readonly<Record<string, unknown>>);
  } catch {
    return {};
  }
};
