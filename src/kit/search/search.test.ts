import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Analyzer } from '../../base/analyzer.ts';
import { conflictsBetween, type Said } from './conflict.ts';
import { createIndex, linkScore, type SearchDoc, type SearchIndex } from './index.ts';
import { sideOf } from './side.ts';

// Kits do not know each other, tests included: words at white space, `no` denies, digits are numbers, two words make a pair.
const analyzer: Analyzer = {
  tokens: (text) => {
    const words = [...text.toLowerCase().matchAll(/[a-z0-9]+/g)].map((m) => ({
      term: m[0],
      span: { start: m.index, end: m.index + m[0].length },
      kind: m[0] === 'the' ? ('stop' as const) : ('word' as const),
    }));
    const pairs = words.slice(1).map((word, i) => ({
      term: (words[i]?.term ?? '') + word.term,
      span: { start: words[i]?.span.start ?? 0, end: word.span.end },
      kind: 'pair' as const,
    }));
    return [...words, ...pairs];
  },
  facts: (text) => ({
    amounts: (text.match(/\d+/g) ?? []).map((n) => ({ value: Number(n), unit: null })),
    dates: [],
    places: [],
    negated: /\bno\b/.test(text),
  }),
};

const claim = (checkId: string, text: string, links: readonly string[] = []): SearchDoc => ({
  checkId,
  texts: [{ kind: 'claim', lang: 'en', text }],
  links,
});

const indexOf = (...docs: readonly SearchDoc[]): SearchIndex => {
  const index = createIndex(analyzer);
  for (const doc of docs) index.put(doc);
  return index;
};

const idsOf = (index: SearchIndex, query: string, k = 5): readonly string[] =>
  index.propose(query, k).map((p) => p.checkId);

test('a check is found as soon as it is put, and no longer once it is removed', () => {
  const index = indexOf(claim('a', 'lemon water cures cancer'));
  expect(idsOf(index, 'does lemon cure cancer')).toEqual(['a']);
  index.put(claim('b', 'garlic cures cancer'));
  expect(idsOf(index, 'garlic cancer')).toEqual(['b', 'a']);
  index.remove('b');
  index.remove('never there');
  expect(idsOf(index, 'garlic')).toEqual([]);
  expect([index.size, index.has('a'), index.has('b')]).toEqual([1, true, false]);
});

test('putting a check again replaces it', () => {
  const index = indexOf(claim('a', 'old words', ['https://a.vn/']), claim('a', 'new text', ['https://b.vn/']));
  expect(idsOf(index, 'old')).toEqual([]);
  expect(idsOf(index, 'new')).toEqual(['a']);
  expect([index.byLink('https://a.vn/'), index.byLink('https://b.vn/')]).toEqual([[], ['a']]);
});

test('claim and title of one language count together, and an alias by itself', () => {
  const index = indexOf(
    {
      checkId: 'joined',
      texts: [
        { kind: 'claim', lang: 'en', text: 'lemon water' },
        { kind: 'title', lang: 'en', text: 'cancer cure' },
      ],
      links: [],
    },
    {
      checkId: 'apart',
      texts: [
        { kind: 'claim', lang: 'en', text: 'lemon water' },
        { kind: 'alias', text: 'cancer cure' },
      ],
      links: [],
    },
  );
  const [first, second] = index.propose('lemon cancer', 2);
  expect([first?.checkId, second?.checkId]).toEqual(['joined', 'apart']);
  expect(index.propose('cancer cure', 2).find((p) => p.checkId === 'apart')?.text.kind).toBe('alias');
});

test('the best text is named, with the agreeing words in both', () => {
  const index = indexOf(claim('a', 'The lemon water cures cancer'));
  const [proposal] = index.propose('I heard lemon cures everything', 1);
  expect(proposal?.text.text).toBe('The lemon water cures cancer');
  const cut = (text: string, spans: readonly { start: number; end: number }[] = []): readonly string[] =>
    spans.map((s) => text.slice(s.start, s.end));
  expect(cut('I heard lemon cures everything', proposal?.spans.query)).toEqual(['lemon', 'cures']);
  expect(cut('The lemon water cures cancer', proposal?.spans.text)).toEqual(['lemon', 'cures']);
});

test('coverage is the share of what is asked, and one word written apart covers both its parts', () => {
  const index = indexOf(claim('a', 'facebook closes'), claim('b', 'nothing else'));
  const whole = index.propose('face book closes', 1)[0];
  expect(whole?.features.coverage).toBe(1);
  expect(whole?.features.contentWords).toBe(3);
  const part = index.propose('facebook opens', 1)[0]?.features.coverage ?? 0;
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(1);
});

/** Numbers as an analyzer tells them: a bare year is a date. */
const saying = (numbers: readonly number[]): Said => {
  const [years, others] = [numbers.filter((n) => n >= 1900 && n <= 2100), numbers.filter((n) => n < 1900 || n > 2100)];
  const dates = years.map((year) => ({ year, month: null, day: null }));
  return {
    ...sideOf([], () => 1),
    facts: { amounts: others.map((value) => ({ value, unit: null })), dates, places: [], negated: false },
  };
};
const numbersConflict = (a: readonly number[], b: readonly number[]): boolean =>
  conflictsBetween(saying(a), saying(b)).some((conflict) => conflict === 'numbers' || conflict === 'dates');

test('numbers conflict when each side states one that the other does not; years only with years', () => {
  expect(numbersConflict([5], [6])).toBe(true);
  expect(numbersConflict([30, 2500], [30, 2300])).toBe(true);
  expect(numbersConflict([5, 6, 7], [6])).toBe(false);
  expect(numbersConflict([5], [])).toBe(false);
  expect(numbersConflict([2021], [5])).toBe(false);
  expect(numbersConflict([2021, 5], [2019, 5])).toBe(true);
});

test('conflicts of numbers and of negation are told', () => {
  const index = indexOf(claim('a', 'fine of 500 for no helmet'));
  const features = index.propose('fine of 900 for helmet', 1)[0]?.features;
  expect(features?.conflicts).toEqual(expect.arrayContaining(['numbers', 'negation']));
  const agreeing = index.propose('a fine of 500 for no helmet', 1)[0]?.features;
  expect(agreeing?.conflicts).toEqual([]);
});

test('the same link comes first, even when no word agrees', () => {
  const index = indexOf(claim('a', 'lemon', ['https://a.vn/x']), claim('b', 'garlic heals'));
  const [first, second] = index.propose('garlic heals (https://a.vn/x).', 2);
  expect([first?.checkId, first?.features.sameLink, first?.score]).toEqual(['a', true, linkScore]);
  expect([second?.checkId, second?.features.sameLink]).toEqual(['b', false]);
  expect(index.byLink('https://a.vn/x')).toEqual(['a']);
});

test('ties are broken by id, in whatever order the checks came', () => {
  const docs = ['d', 'b', 'a', 'c'].map((id) => claim(id, 'same words'));
  expect(idsOf(indexOf(...docs), 'same', 3)).toEqual(['a', 'b', 'c']);
  expect(idsOf(indexOf(...docs.toReversed()), 'same', 3)).toEqual(['a', 'b', 'c']);
});

test('the subtitle ranks with claim and title, and is not judged', () => {
  const index = indexOf(
    {
      checkId: 'a',
      texts: [
        { kind: 'claim', lang: 'en', text: 'lemon heals' },
        { kind: 'subtitle', lang: 'en', text: 'a video from Brazil' },
      ],
      links: [],
    },
    claim('b', 'lemon heals'),
  );
  const [first, second] = index.propose('lemon in brazil', 2);
  expect([first?.checkId, second?.checkId]).toEqual(['a', 'b']);
  expect(first?.text.kind).toBe('claim');
});

test('a slip in a word, and words written together, are found all the same', () => {
  const index = indexOf(claim('a', 'vaccines cause autism'), claim('b', 'face masks are harmful'));
  expect(idsOf(index, 'vacccines')).toEqual(['a']);
  expect(idsOf(index, 'facemasks')).toEqual(['b']);
});

test('a link that many checks share is held by each, and by those alone that are left', () => {
  const link = 'https://shared.vn/';
  const ids = Array.from({ length: 40 }, (_, i) => `c${10 + i}`);
  const index = indexOf(...ids.map((id) => claim(id, 'words', [link, link])));
  expect(index.byLink(link)).toEqual(ids);
  for (const id of ids.slice(1)) index.remove(id);
  expect(index.byLink(link)).toEqual(['c10']);
  index.put(claim('c10', 'words'));
  expect(index.byLink(link)).toEqual([]);
  expect(index.propose(link, 1).map((p) => p.features.sameLink)).toEqual([]);
});

test('a check found by its link says how well its words agree, however far down they rank', () => {
  const others = Array.from({ length: 600 }, (_, i) => claim(`o${i}`, 'garlic garlic heals'));
  const index = indexOf(claim('a', 'long words about garlic and other things', ['https://a.vn/']), ...others);
  const byWords = index.propose('garlic heals', 1000).find((p) => p.checkId === 'a')?.features.bm25;
  const [first] = index.propose('garlic heals https://a.vn/', 1);
  expect([first?.checkId, first?.features.sameLink]).toEqual(['a', true]);
  expect(byWords).toBeGreaterThan(0);
  expect(index.propose('garlic heals https://a.vn/', 1000).filter((p) => p.checkId === 'a')).toHaveLength(1);
});

test('half a surrogate pair breaks nothing, neither coming nor going', () => {
  const index = indexOf(claim('a', 'lemon \ud800 water \udfff', ['https://a.vn/\ud800']), claim('b', 'garlic'));
  const before = indexOf(claim('b', 'garlic')).propose('garlic \ud800', 3);
  expect(index.byLink('https://a.vn/\ud800')).toEqual(['a']);
  index.remove('a');
  expect(index.byLink('https://a.vn/\ud800')).toEqual([]);
  expect(index.propose('garlic \ud800', 3)).toEqual(before);
  expect(() => index.put(claim('\ud800', 'x'))).toThrow(RangeError);
});

test('the order alone is that of the proposals, score for score', () => {
  const index = createIndex(analyzer);
  for (const [i, text] of ['lemon water cures cancer', 'lemons cure a cold', 'hot water cures colds'].entries())
    index.put({ checkId: `c${i}`, texts: [{ kind: 'claim', text }], links: [] });
  const placed = index.order('does lemon water cure colds', 2);
  expect(placed).toHaveLength(2);
  expect(placed).toEqual(
    index.propose('does lemon water cure colds', 2).map(({ checkId, score }) => ({ checkId, score })),
  );
  expect(index.order('', 3)).toEqual([]);
  expect(index.order('lemon', 0)).toEqual([]);
});

test('nothing is proposed for nothing', () => {
  const index = indexOf(claim('a', 'lemon'), { checkId: 'b', texts: [], links: [] });
  expect(['', ' ', 'the', 'unknown'].map((q) => idsOf(index, q))).toEqual([[], [], [], []]);
  expect([0, -1, Number.NaN].map((k) => idsOf(index, 'lemon', k))).toEqual([[], [], []]);
  expect(createIndex(analyzer).propose('lemon', 5)).toEqual([]);
  expect(() => index.put(claim('', 'x'))).toThrow(RangeError);
});

const word = fc.constantFrom('lemon', 'garlic', 'cancer', 'cure', 'water', 'tax', 'the', '5', 'no', 'vote');
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const doc = fc.record({
  checkId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  texts: fc.array(
    fc.record({ kind: fc.constantFrom('claim', 'title', 'alias'), lang: fc.constantFrom('vi', 'en'), text: sentence }),
    { maxLength: 3 },
  ),
  links: fc.array(fc.constantFrom('https://a.vn/', 'https://b.vn/'), { maxLength: 2 }),
});
const step = fc.oneof(doc, fc.constantFrom('a', 'b', 'c', 'd'));

test('an index is the same however it came to be', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), sentence, (steps, query) => {
      const lived = createIndex(analyzer);
      const final = new Map<string, SearchDoc>();
      for (const s of steps) {
        if (typeof s === 'string') {
          lived.remove(s);
          final.delete(s);
        } else {
          lived.put(s);
          final.set(s.checkId, s);
        }
      }
      const fresh = indexOf(...final.values());
      expect(lived.propose(query, 10)).toEqual(fresh.propose(query, 10));
      expect(lived.snapshot()).toEqual(fresh.snapshot());
      const restored = createIndex(analyzer);
      restored.restore(lived.snapshot());
      expect(restored.propose(query, 10)).toEqual(fresh.propose(query, 10));
    }),
  );
});

test('freezing, merging and compacting many checks loses and invents nothing', () => {
  const index = createIndex(analyzer);
  const text = (i: number): string =>
    Array.from({ length: 12 }, (_, n) => `w${(i * (n + 7) * 2654435761) % 997}`).join(' ');
  const count = 12_000;
  for (let i = 0; i < count; i++) index.put(claim(`c${i}`, `${text(i)} only${i}`));
  for (let i = 0; i < count; i++) if (i % 4 !== 0) index.remove(`c${i}`);
  expect(index.size).toBe(count / 4);
  const fresh = indexOf(
    ...Array.from({ length: count / 4 }, (_, i) => claim(`c${i * 4}`, `${text(i * 4)} only${i * 4}`)),
  );
  for (let i = 0; i < 200; i++) expect(idsOf(index, `only${i}`)).toEqual(i % 4 === 0 ? [`c${i}`] : []);
  for (let i = 0; i < 20; i++) expect(index.propose(text(i), 5)).toEqual(fresh.propose(text(i), 5));
});

test('a bad snapshot throws a RangeError and leaves the index as it was', () => {
  const index = indexOf(claim('a', 'lemon', ['https://a.vn/']), claim('b', 'garlic'));
  const good = index.snapshot();
  const before = index.propose('lemon garlic', 5);
  fc.assert(
    fc.property(
      fc.nat(good.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.nat(good.length - 1),
      (at, flip, length) => {
        const flipped = good.slice();
        flipped[at] = (flipped[at] ?? 0) ^ flip;
        expect(() => index.restore(flipped)).toThrow(RangeError);
        expect(() => index.restore(good.slice(0, length))).toThrow(RangeError);
        expect(index.propose('lemon garlic', 5)).toEqual(before);
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      (bytes) => void expect(() => index.restore(bytes)).toThrow(RangeError),
    ),
  );
  expect(() => index.restore(Uint8Array.from([...good, 0]))).toThrow(RangeError);
});

test('a caller who changes a document afterwards changes nothing here', () => {
  const texts = [{ kind: 'claim' as const, text: 'lemon' }];
  const index = indexOf({ checkId: 'a', texts, links: [] });
  texts.push({ kind: 'claim', text: 'garlic' });
  index.remove('a');
  expect(idsOf(index, 'lemon')).toEqual([]);
  expect(index.size).toBe(0);
});
