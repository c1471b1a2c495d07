import { expect, test } from 'vitest';
import { drawnCheck } from './drawn-check.ts';

const words = JSON.stringify({ working: 'Đang xem', 'verdict-false': 'Bịa', 'verdict-true': 'Đúng' });
const page = (word: string, more = '') => `<!doctype html><html lang="vi"><body>${more}
  <article class="check" data-read="/vi/checks/a"><h1 lang="vi">Nước <em>chanh</em> &amp; ung thư</h1>
  <blockquote><p data-claim-drawn>Nước chanh chữa ung thư</p></blockquote>
  <strong data-verdict-word> ${word} </strong>
  <section data-verify-log data-words='${words}'></section></article></body></html>`;

test('the heading, the claim and the verdict of a check are read as a browser shows them', () => {
  expect(drawnCheck(page('Không đúng'), 'vi')).toEqual({
    ...{ title: 'Nước chanh & ung thư', lang: 'vi', word: 'Không đúng', verdict: 'false' },
    claim: 'Nước chanh chữa ung thư',
  });
  expect(drawnCheck(page('Bịa'), 'vi')?.verdict).toBe('false');
  expect(drawnCheck(page('Rất đúng'), 'vi')?.verdict).toBe('Rất đúng');
});

test('a page that calls another verdict by a standard word is not believed', () => {
  const lying = page('Đúng').replace('"verdict-true":"Đúng"', '"verdict-false":"Đúng"');
  expect(drawnCheck(lying, 'vi')?.verdict).toBe('true');
});

test('what nobody sees is not what the page says, and a page without a verdict says none', () => {
  const unseen = '<template><h1>Khác</h1><b data-verdict-word>Đúng</b></template><!-- <h1>Khác</h1> -->';
  expect(drawnCheck(page('Không đúng', unseen), 'vi')).toMatchObject({ verdict: 'false', lang: 'vi' });
  expect(drawnCheck(page('x').replace(' data-verdict-word', ''), 'vi')?.verdict).toBe('');
});

test('what is no page of a check is not read as one', () => {
  expect(drawnCheck('<h1>Chờ một chút</h1>', 'vi')).toBeUndefined();
  expect(drawnCheck('<div>'.repeat(100_000), 'vi')).toBeUndefined();
});
