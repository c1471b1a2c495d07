import { expect, test } from 'vitest';
import { mediaReviewJsonLd, type OwnMediaReview, type Verdict } from './index.ts';

const given: OwnMediaReview = {
  url: 'https://checks.example/en/checks/shark',
  verdict: 'altered',
  label: 'Altered',
  lang: 'en',
  publishedOn: '2026-11-01' as OwnMediaReview['publishedOn'],
  organisation: { name: 'Checks', url: 'https://checks.example' },
  picture: {
    url: 'https://checks.example/pictures/a.webp',
    isEdited: false,
    description: 'A shark in a street',
    width: 640,
    height: 480,
    seenUrl: 'https://example.org/shark',
  },
};
const categoryOf = (verdict: Verdict, isEdited = false) =>
  mediaReviewJsonLd({ ...given, verdict, picture: { ...given.picture, isEdited } })?.mediaAuthenticityCategory;

test('a verdict about the picture itself is told in the words of schema.org, one about what is said of it is not', () => {
  const of = (name: string) => `https://schema.org/${name}`;
  expect(categoryOf('altered')).toBe(of('TransformedContent'));
  expect(categoryOf('satire')).toBe(of('SatireOrParodyContent'));
  expect(categoryOf('missing-context')).toBe(of('DecontextualizedContent'));
  expect(categoryOf('missing-context', true)).toBe(of('EditedOrCroppedContent'));
  expect(categoryOf('true')).toBe(of('OriginalMediaContent'));
  expect([categoryOf('false'), categoryOf('mixed'), categoryOf('unproven')]).toEqual([undefined, undefined, undefined]);
});

test('the picture is named with its size and what can be seen, and a post as its source is left out', () => {
  expect(mediaReviewJsonLd(given)).toMatchObject({
    originalMediaLink: 'https://example.org/shark',
    itemReviewed: {
      mediaItemAppearance: [{ contentUrl: given.picture.url, description: 'A shark in a street', width: '640 px' }],
    },
  });
  const post = { ...given.picture, seenUrl: 'https://www.facebook.com/somebody/posts/1' };
  expect(mediaReviewJsonLd({ ...given, picture: post })).not.toHaveProperty('originalMediaLink');
});
