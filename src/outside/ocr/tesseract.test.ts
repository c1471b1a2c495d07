import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, test } from 'vitest';
import { languageFiles, workerOptions } from './tesseract.ts';

test('the language data lies on this disk, and nothing is fetched or cached', () => {
  const files = languageFiles();
  expect(existsSync(files.vie) && existsSync(files.eng)).toBe(true);
  const options = workerOptions(files);
  expect(isAbsolute(options.langPath)).toBe(true);
  expect(existsSync(join(options.langPath, 'vie.traineddata.gz'))).toBe(true);
  expect(JSON.stringify(options)).not.toMatch(/[a-z]+:\/\//);
  expect(options.cacheMethod).toBe('none');
});
