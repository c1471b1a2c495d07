import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { parseContact, workingDaysAfter } from './contact.ts';

test('an address is taken as it is written, its domain in lower case', () => {
  expect(parseContact(' Lan.Tran+tin@Hoi.Example ')).toEqual({ ok: true, value: 'Lan.Tran+tin@hoi.example' });
});

test('what could be two addresses, a header or no address at all is refused (ASVS 1.3.11)', () => {
  const refused = ['', 'lan', '@hoi.example', 'lan@hoi', 'lan@-hoi.example', 'a@b.vn, c@d.vn', 'a@b.vn\r\nBcc: c@d.vn'];
  for (const wrong of [...refused, 'Lan <a@b.vn>', '"a b"@c.vn', 'a..b@c.vn', `${'x'.repeat(65)}@c.vn`, 'a@b@c.vn'])
    expect(parseContact(wrong), wrong).toMatchObject({ error: { code: 'contact-not-an-address' } });
});

test('no text at all makes an address with a space, a comma or a line break in it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.emailAddress()), (text) => {
      const parsed = parseContact(text);
      if (parsed.ok) expect(parsed.value).toMatch(/^[^\s,;<>"]+@[a-z0-9.-]+$/);
    }),
  );
});

test('working days leave weekends out', () => {
  expect(workingDaysAfter('2026-11-20' as Day, 2)).toBe('2026-11-24');
  expect(workingDaysAfter('2026-11-21' as Day, 2)).toBe('2026-11-24');
  expect(workingDaysAfter('2026-11-16' as Day, 2)).toBe('2026-11-18');
});
