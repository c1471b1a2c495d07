import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptVectors } from './kept-vectors.ts';

const folderFor = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-vectors-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};
const fileIn = (folder: string) => join(folder, readdirSync(folder)[0] ?? '');
const vector = (seed: number) => Float32Array.from({ length: 5 }, (_, i) => seed + i / 7);

/** Opens, works and closes again. */
const during = <T>(folder: string, work: (kept: ReturnType<typeof keptVectors>) => T, model = 'm'): T => {
  const kept = keptVectors(folder, model);
  try {
    return work(kept);
  } finally {
    kept.close();
  }
};

test('vectors are found again by their text, after closing too, and another model has none of them', () => {
  const folder = folderFor();
  during(folder, (kept) => {
    kept.put('a', vector(1));
    kept.put('b', vector(2));
    kept.put('a', vector(9));
    kept.put('c', Float32Array.of(1));
    expect(kept.get('b')).toEqual(vector(2));
  });
  during(folder, (kept) => {
    expect([kept.size, kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([2, vector(1), vector(2), undefined]);
    kept.put('c', vector(3));
    expect(kept.get('c')).toEqual(vector(3));
  });
  expect(during(folder, (kept) => kept.get('a'), 'other')).toBeUndefined();
});

test('the file holds no text', () => {
  const folder = folderFor();
  during(folder, (kept) => kept.put('a text about lemons', vector(1)));
  expect(readFileSync(fileIn(folder), 'latin1')).not.toContain('lemon');
});

test.each([1, 5, 30])(
  'what a crash left half written is cut off %i bytes before its end, and the rest goes on',
  (missing) => {
    const folder = folderFor();
    during(folder, (kept) => {
      for (const [i, text] of ['a', 'b', 'c'].entries()) kept.put(text, vector(i));
    });
    truncateSync(fileIn(folder), readFileSync(fileIn(folder)).length - missing);
    during(folder, (kept) => {
      expect([kept.size, kept.get('b'), kept.get('c')]).toEqual([2, vector(1), undefined]);
      kept.put('c', vector(7));
    });
    expect(during(folder, (kept) => kept.get('c'))).toEqual(vector(7));
  },
);

test('damage ends what is trusted, and a file of something else is begun anew', () => {
  const folder = folderFor();
  during(folder, (kept) => {
    for (const [i, text] of ['a', 'b', 'c'].entries()) kept.put(text, vector(i));
  });
  const bytes = readFileSync(fileIn(folder));
  bytes[8 + 40 + 20] = (bytes[8 + 40 + 20] ?? 0) ^ 1;
  writeFileSync(fileIn(folder), bytes);
  during(folder, (kept) => expect([kept.size, kept.get('a'), kept.get('b')]).toEqual([1, vector(0), undefined]));
  writeFileSync(fileIn(folder), '');
  appendFileSync(fileIn(folder), 'not vectors at all');
  during(folder, (kept) => {
    expect(kept.size).toBe(0);
    kept.put('a', vector(4));
  });
  expect(during(folder, (kept) => kept.get('a'))).toEqual(vector(4));
});

test('two processes on one folder append side by side', () => {
  const folder = folderFor();
  during(folder, (serving) => {
    serving.put('a', vector(1));
    during(folder, (testing) => {
      testing.put('b', vector(2));
      serving.put('c', vector(3));
      testing.put('d', vector(4));
      expect(['a', 'b', 'c', 'd'].map((text) => testing.get(text))).toEqual([1, 2, 3, 4].map(vector));
    });
    expect([serving.get('b'), serving.get('c')]).toEqual([vector(2), vector(3)]);
  });
  expect(during(folder, (kept) => kept.size)).toBe(4);
});
