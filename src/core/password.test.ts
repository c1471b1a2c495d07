import { expect, test } from 'vitest';
import { checkPassword } from './password.ts';

const codeOf = (password: string, about: readonly string[] = []) => {
  const checked = checkPassword(password, about);
  return checked.ok ? 'fine' : checked.error.code;
};

test('twelve characters of any kind will do, in any script', () => {
  for (const password of [
    'mèo vàng trèo cau',
    'correct donkey clip staple',
    '🌾🐓🚲🌧️🍚🪁🎋🏮🐟🌙⭐🎐🥁',
    'bảy ngọn đèn dầu',
  ])
    expect([password, codeOf(password)]).toEqual([password, 'fine']);
  expect(codeOf('một con vịt')).toBe('password-short');
  expect(codeOf('mèo vàng trèo cau '.repeat(8))).toBe('password-long');
});

test('what is tried first is refused, dressed up or not', () => {
  for (const password of [
    'password1234',
    'P@ssw0rd2026!!',
    'matkhau123456',
    'Matkhau@12345',
    '123456789012',
    'qwertyuiopas',
    'abcabcabcabc',
    'aaaaaaaaaaaa',
    'iloveyou2026',
    'Toiyeuvietnam1',
    'zyxwvutsrqpo',
    'passwordpassword',
  ])
    expect([password, codeOf(password)]).toEqual([password, 'password-common']);
});

test('what tells who one is, or for whom one works, is refused, unless enough is left without it', () => {
  const about = ['Nguyễn Văn Bình', 'binh.nguyen@toasoan.example', 'Tòa soạn Kiểm Chứng'];
  for (const password of ['nguyenvanbinh', 'Nguyen2026!!!', 'toasoan.12345'])
    expect([password, codeOf(password, about)]).toEqual([password, 'password-tells']);
  expect(codeOf('bà Nguyen gánh ba thúng cau khô', about)).toBe('fine');
});
