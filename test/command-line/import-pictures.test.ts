// Known pictures from a folder with a table, into an instance: each row taken or told, and nothing changed the second time.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pictureRows } from '../../src/desk/table-of-pictures.ts';
import { sangto, tempFolder } from '../faults/shared/instance.ts';

const header = 'file,check,alt_vi,alt_en,kind,seen_url,seen_on,claim,rating,url,publisher,site';

test('a row that says too little is told with the reason, by the number a spreadsheet gives it', () => {
  const rows = [
    'a.png,x,Ảnh,Picture,,https://example.org/a,2026-11-01,,,,,',
    '../a.png,x,Ảnh,Picture,,,,,,,,',
    'a.png,,Ảnh,Picture,,,,,,,,',
    'a.png,x,Ảnh,,,,,,,,,',
    'a.png,x,Ảnh,Picture,drawn,,,,,,,',
    'a.png,x,Ảnh,Picture,,,tomorrow,,,,,',
    'a.png,x,Ảnh,Picture,,https://www.facebook.com/a/posts/1,,,,,,',
  ];
  const read = pictureRows([header, ...rows].join('\n'));
  expect(read.map((row) => [row.position, 'code' in row ? row.code : row.told.kind])).toEqual([
    ['row 2', 'first-seen'],
    ['row 3', 'file-unfit'],
    ['row 4', 'no-check'],
    ['row 5', 'picture-without-description'],
    ['row 6', 'kind-unknown'],
    ['row 7', 'day-unreadable'],
    ['row 8', 'picture-seen-on-post'],
  ]);
});

test('a folder is taken in with the checks it brings, and taken in again it changes nothing', async () => {
  const { folder, remove } = await tempFolder();
  try {
    copyFileSync(join(import.meta.dirname, '../../demo/pictures/cay-mi.webp'), join(folder, 'cay.webp'));
    writeFileSync(
      join(folder, 'pictures.csv'),
      [
        header,
        'cay.webp,,Cây mì,A tree,,,1957-04-01,Spaghetti grows on trees in Switzerland,False,https://news.example/tree,Example News,news.example',
        'cay.webp,no-such-check,Cây mì,A tree,,,,,,,,',
        'gone.webp,https://news.example/tree,Cây mì,A tree,,,,,,,,',
      ].join('\n'),
    );
    const take = async () => {
      const run = await sangto(['import-pictures', folder, '--data', join(folder, 'data'), '--json']);
      return JSON.parse(run.out.trim().split('\n').at(-1) ?? '{}');
    };
    expect(await take()).toMatchObject({
      read: 3,
      changed: 1,
      unchanged: 0,
      refusals: [
        { position: 'row 3', code: 'check-unknown' },
        { position: 'row 4', code: 'file-missing' },
      ],
    });
    expect(await take()).toMatchObject({ read: 3, changed: 0, unchanged: 1, refused: 2 });
  } finally {
    await remove();
  }
});
