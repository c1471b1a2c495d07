import { expect, test } from 'vitest';
import { bearsOurName, takenFor } from './publisher-name.ts';

const ours = { name: 'Toà soạn Bến Nghé', origin: 'https://www.bennghe.example' };
const elsewhere = 'bia-dat.example';

test.each([
  'Sáng Tỏ',
  'Sang To',
  'SÁNG-TỎ',
  'sangto',
  'Sángtỏ',
  'S á n g  T ỏ',
  'Ѕаng Tо',
  'ＳＡＮＧ　ＴＯ',
  '𝐒𝐚𝐧𝐠 𝐓𝐨',
  '🅂🄰🄽🄶 🅃🄾',
  '🆂🅰🅽🅶 🆃🅾',
  'Sa\u200bng To\u00ad',
  'Sang T0',
  'Sáng Tỏ (chính thức)',
  'Sáng Tỏ – Kiểm chứng Việt Nam',
  'Tòa soạn Bến Nghé',
  'TOA SOAN BEN NGHE',
  'Toà soạn Bến Nghé Fact Check',
  'bennghe.example',
])('%s is refused as our own name', (name) => {
  expect(bearsOurName({ name, site: elsewhere }, ours)).toBe(true);
});

test.each(['bennghe.example', 'www.BENNGHE.example', 'https://bennghe.example/', 'sangto.vn'])(
  'a site of %s is ours, whatever the name',
  (site) => {
    expect(bearsOurName({ name: 'Báo Khác', site }, ours)).toBe(true);
  },
);

test.each(['Báo Khác', 'Sáng Tạo', 'Sang Toàn', 'Kiểm chứng Việt Nam', 'Bến Nghé Post', 'Tin Sáng', '!!!', ''])(
  '%s is another publisher',
  (name) => {
    expect(bearsOurName({ name, site: elsewhere }, ours)).toBe(false);
  },
);

test('two names are taken for one another where only accents or look-alike letters differ', () => {
  const known = [
    { name: 'Báo Mới', site: 'baomoi.example' },
    { name: 'Tuần san', site: 'tuansan.example' },
  ];
  expect(takenFor({ name: 'Bao Mới', site: 'other.example' }, known)).toEqual([known[0]]);
  expect(takenFor({ name: 'Báo Mớі', site: 'baomoi.example' }, known)).toEqual([known[0]]);
  expect(takenFor({ name: 'Báo Mới', site: 'other.example' }, known)).toEqual([known[0]]);
  expect(takenFor({ name: 'Báo Mới', site: 'baomoi.example' }, known)).toEqual([]);
  expect(takenFor({ name: 'Báo Cũ', site: 'baomoi.example' }, known)).toEqual([]);
});
