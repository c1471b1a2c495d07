import { expect, test } from 'vitest';
import { isReadAs, parseStaffName } from './staff-name.ts';

const codeOf = (name: string) => {
  const parsed = parseStaffName(name);
  return parsed.ok ? null : parsed.error.code;
};

test.each(['Trần Văn Kiểm', 'Ng. V. An', 'An 2', "O'Brien-Lê", '李 明', 'Ban đêm 24/7'])('%s is a name', (name) => {
  expect(parseStaffName(` ${name.replace(' ', '  ')} `)).toEqual({ ok: true, value: name });
});

test.each([
  ['', 'name-wrong'],
  ['!!!', 'name-wrong'],
  ['a'.repeat(101), 'name-wrong'],
  ['Trần\u200b An', 'name-unseen'],
  ['Trần \u202eAn', 'name-unseen'],
  ['An\u3164', 'name-unseen'],
  ['An\ufe0f', 'name-unseen'],
  ['An 0912345678', 'name-digits'],
  ['An 09-12 34', 'name-digits'],
  ['An ２０２６', 'name-digits'],
  ['https://bia-dat', 'name-address'],
  ['WWW an', 'name-address'],
  ['Xem bia-dat.example', 'name-address'],
  ['Xem bia-dat．example', 'name-address'],
  ['an@toa', 'name-address'],
])('%j is refused as %s', (name, code) => {
  expect(codeOf(name)).toBe(code);
});

test('a name is read as another where only what is looked at twice differs', () => {
  for (const same of [
    'tran van kiem',
    'TRẦN VĂN KIẾM',
    'Trаn Vаn Kiеm',
    'TranVan Kiem',
    'Trần-Văn-Kiểm',
    'Tran Van K1em',
  ])
    expect(isReadAs('Trần Văn Kiểm', same)).toBe(true);
  for (const other of ['Trần Văn Kim', 'Trần Kiểm', '李 明']) expect(isReadAs('Trần Văn Kiểm', other)).toBe(false);
});
