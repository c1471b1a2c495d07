import { expect, test } from 'vitest';
import { parseProposal } from './rater-proposal.ts';

const says = 'Bảng thống kê năm 2025 cho thấy con số khác.';

test('evidence comes with its source, other proposals may; an address stays as it is but for the id of a click', () => {
  expect(parseProposal({ kind: 'evidence', says })).toMatchObject({ error: { code: 'proposal-source' } });
  expect(parseProposal({ kind: 'context', says: `  ${says}\n ` })).toEqual({
    ok: true,
    value: { kind: 'context', says, url: null },
  });
  expect(parseProposal({ kind: 'evidence', says, url: ' http://m.who.int/salt?id=1&fbclid=x#2 ' })).toMatchObject({
    value: { url: 'http://m.who.int/salt?id=1#2' },
  });
});

test('a post of somebody, what is no address, too few or too many words and other kinds are refused', () => {
  for (const [raw, code] of [
    [{ kind: 'evidence', says, url: 'https://www.facebook.com/nguoi/posts/1234567890' }, 'proposal-post'],
    [{ kind: 'evidence', says, url: 'không phải địa chỉ' }, 'proposal-address'],
    [{ kind: 'evidence', says, url: `https://who.int/${'a'.repeat(3000)}` }, 'proposal-address'],
    [{ kind: 'context', says: 'ngắn quá' }, 'proposal-text'],
    [{ kind: 'context', says: 'a'.repeat(1001) }, 'proposal-text'],
    [{ kind: 'context', says: '\u200b'.repeat(40) }, 'proposal-text'],
    [{ kind: 'verdict', says }, 'proposal-kind'],
    [{}, 'proposal-kind'],
  ] as const)
    expect(parseProposal(raw), code).toMatchObject({ ok: false, error: { code } });
});
