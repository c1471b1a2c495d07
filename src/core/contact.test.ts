import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../base/clock.ts';
import { parseContact, requestDays, workingDaysAfter } from './contact.ts';

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

test.each([
  ['Monday', '2026-11-16', '2026-11-18'],
  ['Tuesday', '2026-11-17', '2026-11-19'],
  ['Wednesday', '2026-11-18', '2026-11-20'],
  ['Thursday', '2026-11-19', '2026-11-23'],
  ['Friday', '2026-11-20', '2026-11-24'],
  ['Saturday', '2026-11-21', '2026-11-24'],
  ['Sunday', '2026-11-22', '2026-11-24'],
  ['Thursday at the end of a year', '2026-12-31', '2027-01-04'],
])('two working days after a %s leave the weekend out', (_day, from, by) =>
  expect(workingDaysAfter(from as Day, requestDays.acknowledge)).toBe(by),
);

test('from whatever day, the last working day is none of a weekend, and as many working days lie behind', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 30 }), (n, days) => {
      const from = addDays('1990-01-01' as Day, n);
      const by = workingDaysAfter(from, days);
      let working = 0;
      for (let day = addDays(from, 1); day <= by; day = addDays(day, 1))
        if (![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())) working++;
      expect([working, [0, 6].includes(new Date(`${by}T12:00:00Z`).getUTCDay())]).toEqual([days, false]);
    }),
  );
});
