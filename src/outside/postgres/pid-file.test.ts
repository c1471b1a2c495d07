import { expect, test } from 'vitest';
import { parsePidFile } from './pid-file.ts';

test('a lock file tells who listens where, and whether it takes questions', () => {
  const lines = ['812', '/srv/data/pg', '1795377433', '5432', '/srv/data/pg', '', '   12345      0', 'ready   ', ''];
  expect(parsePidFile(lines.join('\n'))).toEqual({ pid: 812, port: 5432, socketFolder: '/srv/data/pg', open: true });
  const starting = lines.with(4, '').with(7, 'starting');
  expect(parsePidFile(starting.join('\n'))).toEqual({ pid: 812, port: 5432, socketFolder: '', open: false });
});

test('a lock file that is empty, torn or nonsense names nobody', () => {
  for (const text of ['', '812', '812\n/srv', 'x\n/srv\n1\n5432\n', '-1\n/srv\n1\n5432\n', '0\n/srv\n1\n5432\n']) {
    expect(parsePidFile(text)).toBeUndefined();
  }
});
