import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { card, check, shell, ticketPage } from '../../../test/in-memory/hostile-pages.ts';
import { mask } from '../../kit/mask/index.ts';
import { hiddenInHtml, hiddenWords } from './hidden-parts.ts';
import { renderPage } from './index.ts';

const stored = 'Gọi ⟦phone⟧ hoặc ⟦email⟧, xem ⟦link⟧';

test('in a text each hidden part is named in the reader’s language, in brackets', () => {
  expect(hiddenWords('vi', stored)).toBe(
    'Gọi [số điện thoại đã ẩn] hoặc [địa chỉ email đã ẩn], xem [đường link bài đăng đã ẩn]',
  );
  expect(hiddenWords('en', stored)).toBe(
    'Gọi [phone number hidden] hoặc [e-mail address hidden], xem [link to a post hidden]',
  );
  expect(hiddenWords('en', 'nothing ⟦else⟧')).toBe('nothing ⟦else⟧');
});

test('every kind that masking leaves behind has its words', () => {
  const text = mask(
    '0912345678, 079203001234, STK 0123456789012 VCB, 51F-123.45, a.b@example.org, @somebody_here',
  ).text;
  expect(text).toMatch(/⟦/);
  for (const lang of ['vi', 'en'] as const) expect(hiddenWords(lang, text)).not.toMatch(/[⟦⟧]/);
});

test('on a page it is a chip; what a form sends back keeps the stored spelling; no attribute is broken', () => {
  const html = renderToString(
    <div title={`a > "b" ${stored}`} data-text={stored}>
      <p>{stored}</p>
      <input type="hidden" value={`x > ${stored}`} />
      <textarea>{stored}</textarea>
      <select>
        <option value={stored}>{stored}</option>
      </select>
    </div>,
  );
  const shown = hiddenInHtml('vi', html);
  expect(shown).toContain('<p>Gọi <span class="hidden-part" lang="vi">số điện thoại đã ẩn</span>');
  expect(shown).toContain('title="a > &quot;b&quot; Gọi [số điện thoại đã ẩn]');
  expect(shown).toContain(`data-text="${stored}"`);
  expect(shown).toContain(`value="x > ${stored}"`);
  expect(shown).toContain(`<textarea>${stored}</textarea>`);
  expect(shown).toContain(`<option value="${stored}">Gọi [số điện thoại đã ẩn]`);
  const plain = (page: string): string =>
    page.replaceAll(/<span class="hidden-part" lang="vi">[^<]*<\/span>|\[[^\]]*\]|⟦[a-z]+⟧/g, '*');
  expect(plain(shown)).toBe(plain(html));
});

test('the ticket, the check and its structured data name what was hidden, in both languages', () => {
  const named = { vi: 'số điện thoại đã ẩn', en: 'phone number hidden' } as const;
  for (const lang of ['vi', 'en'] as const) {
    const ticket = renderPage(shell({ lang }), { ...ticketPage, message: stored, opinions: [] });
    expect(ticket).toContain(named[lang]);
    expect(ticket).not.toMatch(/⟦phone⟧/);
    const texts = Object.fromEntries(Object.entries(check.texts).map(([of, text]) => [of, { ...text, claim: stored }]));
    const html = renderPage(shell({ lang, path: '/checks/a-check' }), {
      page: 'check',
      check: { ...check, texts },
      card,
      overdue: false,
      related: [],
    });
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({ claimReviewed: expect.stringContaining(`[${named[lang]}]`) });
    expect(html).toContain(`<span class="hidden-part" lang="${lang}">${named[lang]}</span>`);
  }
});

test('a hundred thousand signs that look like tags and masks take the time of their length', () => {
  const begun = performance.now();
  hiddenInHtml('vi', `⟦phone⟧${'<⟦"'.repeat(33_000)}`);
  hiddenInHtml('vi', `⟦phone⟧${'<!--'.repeat(2_000)}`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
