import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Day, parseDay } from '../../base/clock.ts';
import { claimReviewJsonLd, type OwnCheck } from './claim-review-json-ld.ts';
import { googleClaims } from './google-claims.ts';
import { readChecks } from './read-checks.ts';
import { scriptSafeJson } from './script-safe-json.ts';
import { offScale, scale, verdicts } from './verdict.ts';

const day = (text: string): Day => {
  const read = parseDay(text);
  if (read === undefined) throw new Error(text);
  return read;
};

const own: OwnCheck = {
  url: 'https://sangto.example/vi/bai/1',
  claim: 'Nước chanh nóng chữa khỏi cúm',
  verdict: 'false',
  label: 'Không đúng',
  lang: 'vi',
  publishedOn: day('2026-01-02'),
  organisation: { name: 'Tổ chức Ví Dụ', url: 'https://sangto.example/' },
};

const allOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

test('verdicts on the scale carry their place as a number, the others words only', () => {
  const rating = (verdict: OwnCheck['verdict']): unknown => claimReviewJsonLd({ ...own, verdict }).reviewRating;
  expect(scale.map(rating)).toEqual(
    [6, 5, 4, 3, 2, 1].map((ratingValue) => ({
      '@type': 'Rating',
      ratingValue,
      bestRating: 6,
      worstRating: 1,
      alternateName: 'Không đúng',
    })),
  );
  for (const verdict of offScale) expect(rating(verdict)).toEqual({ '@type': 'Rating', alternateName: 'Không đúng' });
});

test('whatever is optional may be missing, and what Google asks for is always there', () => {
  for (const verdict of verdicts) {
    const written = claimReviewJsonLd({ ...own, verdict });
    for (const field of [
      'url',
      'claimReviewed',
      'reviewRating',
      'author',
      'itemReviewed',
      'datePublished',
      'inLanguage',
    ]) {
      expect(written[field]).toBeTruthy();
    }
  }
});

test('social permalinks never leave in a ClaimReview', () => {
  const written = claimReviewJsonLd({
    ...own,
    firstAppearance: 'https://www.facebook.com/a/posts/1',
    appearances: ['https://x.com/a/status/1', 'https://suckhoe.example/bai'],
  });
  expect(JSON.stringify(written)).not.toMatch(/facebook|x\.com/);
  expect(written.itemReviewed).toEqual({
    '@type': 'Claim',
    appearance: [{ '@type': 'CreativeWork', url: 'https://suckhoe.example/bai' }],
  });
});

test('a ClaimReview of ours in a page reads back as the same check', async () => {
  const written = claimReviewJsonLd({
    ...own,
    title: 'Nước chanh </script><script> và cúm',
    claimedOn: day('2025-12-30'),
    claimant: { kind: 'organization', name: 'Công ty Ví Dụ' },
  });
  const page = `<html><script type="application/ld+json">${scriptSafeJson(written)}</script></html>`;
  const [reading, ...others] = await allOf(readChecks(bytes(page)));
  expect(others).toEqual([]);
  expect(reading?.check).toMatchObject({
    claim: own.claim,
    url: own.url,
    verdict: 'false',
    label: 'Không đúng',
    lang: 'vi',
    reviewedOn: '2026-01-02',
    claimedOn: '2025-12-30',
    claimant: 'Công ty Ví Dụ',
    publisher: { name: 'Tổ chức Ví Dụ', site: 'sangto.example' },
  });
});

test("checks in Google's shape read back as the same checks", async () => {
  const check = {
    claim: 'A',
    url: 'https://c.example/1',
    publisher: { name: 'C', site: 'c.example' },
    title: 'T',
    label: 'False',
    lang: 'en',
    claimedOn: day('2025-12-30'),
    reviewedOn: day('2026-01-02'),
  };
  const answer = googleClaims([check], 'more');
  expect(answer.nextPageToken).toBe('more');
  expect(answer.claims?.[0]?.claimReview[0]?.reviewDate).toBe('2026-01-02T00:00:00Z');
  const [reading] = await allOf(readChecks(bytes(JSON.stringify(answer))));
  expect(reading?.check).toMatchObject({ ...check, verdict: 'false' });
});

test('an answer without hits is an empty object, as at Google', () => {
  expect(googleClaims([])).toEqual({});
});

test('ASVS 1.2.3: JSON for a script element never holds a mark that could end it, and means the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = scriptSafeJson(value as Parameters<typeof scriptSafeJson>[0]);
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('sources with an address are cited; a post is not, because its address names who posted', () => {
  const who = { name: 'Cold baths', publisher: 'Cochrane' };
  const sources = [
    { ...who, url: 'https://cochrane.example/cold' },
    { ...who, url: 'https://www.facebook.com/ai/posts/123456' },
  ];
  expect(claimReviewJsonLd({ ...own, sources }).citation).toEqual([
    {
      '@type': 'CreativeWork',
      url: 'https://cochrane.example/cold',
      name: 'Cold baths',
      publisher: { '@type': 'Organization', name: 'Cochrane' },
    },
  ]);
  expect(claimReviewJsonLd({ ...own, sources: [] }).citation).toBeUndefined();
});
