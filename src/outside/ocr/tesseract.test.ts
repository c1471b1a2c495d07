import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, test } from 'vitest';
import { languageFiles, workerOptions } from './tesseract.ts';

test.each(['vie', 'eng'] as const)(
  'the language data lies on this disk, and nothing is fetched or cached: %s',
  (lang) => {
    const file = languageFiles()[lang];
    expect(existsSync(file)).toBe(true);
    const options = workerOptions(file);
    expect(isAbsolute(options.langPath)).toBe(true);
    expect(existsSync(join(options.langPath, `${lang}.traineddata.gz`))).toBe(true);
    expect(JSON.stringify(options)).not.toMatch(/[a-z]+:\/\//);
    expect(options.cacheMethod).toBe('none');
  },
);
