import { expect, test } from 'vitest';
import { readListPage } from './list-page.ts';

const page = (inside: string): string =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`;
const object =
  '<Contents><Key>files/ab/c&amp;d</Key><LastModified>2026-11-30T15:59:57.000Z</LastModified><Owner><ID>x</ID></Owner></Contents>';

test('names and times are read, and where the next page begins, wherever it stands', () => {
  const read = { objects: [{ name: 'files/ab/c&d', modified: new Date('2026-11-30T15:59:57Z') }], next: undefined };
  expect(readListPage(page(`<IsTruncated>false</IsTruncated>${object}`))).toEqual(read);
  const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>a/b=</NextContinuationToken>';
  expect(readListPage(page(more + object))).toEqual({ ...read, next: 'a/b=' });
  expect(readListPage(page(object + more))).toEqual({ ...read, next: 'a/b=' });
  expect(readListPage(page('<IsTruncated>false</IsTruncated>'))).toEqual({ objects: [], next: undefined });
});

test('what is cut off, or something else, is no page: nothing is known then', () => {
  const whole = page(`<IsTruncated>false</IsTruncated>${object}`);
  for (const other of [
    whole.slice(0, -20),
    '',
    '<html>',
    '{}',
    page('<IsTruncated>true</IsTruncated>'),
    page('<Contents><Key>a</Key></Contents>'),
  ])
    expect(readListPage(other), other).toBeUndefined();
});
