// What is read of XML, and of archives, cannot be made to read or write anything else.
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readChecks } from '../../src/kit/claimreview/index.ts';
import { pageHead } from '../../src/kit/links/index.ts';
import { readListPage } from '../../src/outside/bucket/list-page.ts';

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map((file) => `src/${String(file).replaceAll('\\', '/')}`)
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
const importing = (pattern: RegExp) =>
  sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).sort();

const secret = join(mkdtempSync(join(tmpdir(), 'sangto-xxe-')), 'secret');
writeFileSync(secret, 'bí mật của máy');
const hostile = `<?xml version="1.0"?><!DOCTYPE x [
  <!ENTITY file SYSTEM "file://${secret}"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
  <!ENTITY % outside SYSTEM "http://127.0.0.1:9/x.dtd"> %outside;
]>`;

test('ASVS 1.5.1: XML and pages are read by a parser that takes no entity from a document type, from a file or from the network', async () => {
  const key = '<Contents><Key>files/&file;&c;</Key><LastModified>2026-11-30T15:59:57.000Z</LastModified></Contents>';
  const list = readListPage(`${hostile}<ListBucketResult><IsTruncated>false</IsTruncated>${key}</ListBucketResult>`);
  // What is no entity of XML itself stays as it is written.
  expect(list?.objects.map(({ name }) => name)).toEqual(['files/&file;&c;']);
  const head = pageHead(`${hostile}<html><head><title>Tin &file; &c;</title></head></html>`, 'https://vidu.example/a');
  expect(JSON.stringify(head)).not.toContain('bí mật');
  expect(JSON.stringify(head)).not.toContain('aaaaaaaaaa');
  const read = [];
  const pieces = (async function* () {
    yield new TextEncoder().encode(`${hostile}<rss><channel><item><title>&file;&c;</title></item></channel></rss>`);
  })();
  for await (const one of readChecks(pieces, {})) read.push(one);
  expect(JSON.stringify(read)).not.toMatch(/bí mật|aaaaaaaaaa/);
  // The parser of every other way in is the same; what is fed out is only written.
  expect(importing(/from '(fast-xml-parser|xml2js|sax|saxes|libxmljs2?|@xmldom\/xmldom|jsdom|linkedom)'/)).toEqual([]);
  expect(importing(/from 'feedsmith'/)).toEqual(['src/web/site/feed.ts', 'src/web/site/log.ts']);
  for (const file of ['src/web/site/feed.ts', 'src/web/site/log.ts'])
    expect(readFileSync(join(root, file), 'utf8')).toMatch(/import \{ generateAtomFeed \} from 'feedsmith'/);
});

test('ASVS 5.3.3: the one archive that is unpacked is a backup, and no name in it is a place on the disk', () => {
  expect(importing(/from '(tar-stream|tar|tar-fs|adm-zip|unzipper|yauzl|jszip|fflate|decompress)'/)).toEqual([
    'src/main/backup-command.ts',
    'src/main/restore-command.ts',
  ]);
  const restore = readFileSync(join(root, 'src/main/restore-command.ts'), 'utf8');
  const reading = restore.slice(restore.indexOf('async function* entriesOf'), restore.indexOf('const manifestOf'));
  // Names are compared with a closed list and shown; a file is laid by the hash of its bytes.
  expect(reading).not.toMatch(/\b(join|resolve|writeFile|createWriteStream|rename|mkdir)\(/);
  expect(reading).toContain('else throw new DamagedArchive(`it holds something unknown');
  expect(existsSync(secret)).toBe(true);
});
