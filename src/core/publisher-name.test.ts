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
  'Tòa soạn Bến Nghé (bản dùng thử · demo)',
  'Báo mới của TOA-SOAN BEN NGHE, cơ quan chủ quản',
  'Trang Tоа sоạn Bến Nghé 24h',
])('%s is refused as our own name', (name) => {
  expect(bearsOurName({ name, site: elsewhere }, ours)).toBe(true);
});

test.each(['bennghe.example', 'www.BENNGHE.example', 'https://bennghe.example/', 'sangto.vn'])(
  'a site of %s is ours, whatever the name',
  (site) => {
    expect(bearsOurName({ name: 'Báo Khác', site }, ours)).toBe(true);
  },
);

test.each(['localhost', 'http://localhost:8080', '127.0.0.1', 'https://127.1.2.3:9/x', '[::1]', 'http://[::1]:3000'])(
  '%s is ours where we are tried out on a machine of one’s own',
  (site) => {
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:8787', 'http://[::1]'])
      expect(bearsOurName({ name: 'Báo Khác', site }, { name: ours.name, origin })).toBe(true);
    expect(bearsOurName({ name: 'Báo Khác', site }, ours)).toBe(false);
  },
);

test('a host that only begins like one of this machine is another', () => {
  const origin = 'http://localhost:3000';
  for (const site of ['localhost.example', '127.0.0.1.example', '128.0.0.1', 'mylocalhost'])
    expect(bearsOurName({ name: 'Báo Khác', site }, { name: ours.name, origin })).toBe(false);
});

test('our name inside another counts whole, and only where it is more than one word', () => {
  const named = (name: string, own: string) =>
    bearsOurName({ name, site: elsewhere }, { name: own, origin: ours.origin });
  expect(named('Tòa soạn Bến Nghéo', ours.name)).toBe(false);
  expect(named('Bến Nghé, tòa soạn khác', ours.name)).toBe(false);
  expect(named('Báo Tin Sớm', 'Tin')).toBe(false);
  expect(named('Báo Tin Sớm', 'Tin Sớm')).toBe(true);
});

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
