import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdown } from './markdown.ts';

test('lists, emphasis and links come through, and a link opens nothing behind it', () => {
  expect(markdown('- **a** and [b](https://example.org/)')).toBe(
    '<ul>\n<li><strong>a</strong> and <a href="https://example.org/" rel="noopener">b</a></li>\n</ul>\n',
  );
});

test('the highest heading takes the level asked for, and the others keep their distance', () => {
  expect(markdown('# a\n## b')).toContain('<h3>a</h3>\n<h4>b</h4>');
  expect(markdown('## a\n### b', 2)).toContain('<h2>a</h2>\n<h3>b</h3>');
  expect(markdown('###### a', 3)).toContain('<h3>a</h3>');
});

test('raw HTML, pictures and odd addresses are left out', () => {
  const html = markdown(
    '<script>alert(1)</script>\n\n![x](https://e.example/p.gif) [y](javascript:alert(1)) <b onclick="x()">z</b> [w](//e.example)',
  );
  expect(html).not.toMatch(/script|img|onclick|e\.example/);
});

test('ASVS 1.3.5: no text whatever makes a tag that is not on the list', () => {
  const allowed =
    /^<\/?(p|ul|ol|li|strong|em|a|blockquote|h[2-6]|code|pre|hr|br|sup|sub|del|table|thead|tbody|tr|th|td)( (href|rel)="[^"]*")*( \/)?>$/;
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    '[',
    '](',
    ')',
    '`',
    '\n',
    '# ',
    '* ',
    'javascript:',
    'onload=',
    '<img src=x ',
    '<a href=',
    '&lt;',
    'x',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      for (const tag of markdown(parts.join('')).match(/<[^>]*>/g) ?? []) expect(tag).toMatch(allowed);
    }),
  );
});

test('what nobody would write holds nobody up: each text of a field is drawn, and its letters stay', () => {
  const tangled = ['*a_', '**a_', '*', '> ', '- ', '1. ', '* > - ', '`a', '<', '![', '~~a '];
  for (const mark of tangled) {
    // Deep recursion would throw, and looking back over each open mark would take longer than the test may.
    const html = markdown(`đầu\n\n${mark.repeat(Math.floor(19_000 / mark.length))}\n\n**cuối**`);
    expect(html, mark).toContain('<p>đầu</p>');
    expect(html, mark).toContain('<strong>cuối</strong>');
  }
});
