import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Check, CheckText } from './check.ts';
import { type CaseMaterial, composeCheck, correctCheck, type Decidable, mayDecide } from './decision.ts';
import type { Actor, Role } from './rights.ts';

const who = (role: Role, id = role as string): Actor => ({ id: id as Id, role });
const waiting: Decidable = {
  state: 'waiting',
  contentHash: 'a',
  submittedBy: 'writer' as Id,
  submitterMay: true,
  writers: ['writer' as Id, 'second' as Id],
  reviews: [],
  hand: { close: [], free: [], elders: [] },
};
const yes = { outcome: 'approved', contentHash: 'a', reason: '' } as const;
const codeOf = (result: { ok: boolean; error?: { code: string } }): string => result.error?.code ?? 'ok';

test('who decides is of the right and wrote none of it, and decides on what was read', () => {
  const decide = (actor: Actor, on: Partial<Decidable> = {}, more: Partial<Parameters<typeof mayDecide>[2]> = {}) =>
    codeOf(mayDecide(actor, { ...waiting, ...on }, { ...yes, ...more }));
  expect(decide(who('reviewer'))).toBe('ok');
  expect(decide(who('checker'))).toBe('forbidden');
  expect(decide(who('trainee'))).toBe('forbidden');
  expect(decide(who('owner', 'second'))).toBe('reviewed-own');
  expect(decide(who('reviewer'), {}, { contentHash: 'b' })).toBe('submission-changed');
  expect(decide(who('reviewer'), { state: 'approved' })).toBe('submission-not-waiting');
  expect(decide(who('reviewer'), {}, { outcome: 'rejected', reason: ' ' })).toBe('review-without-reason');
});

test('an override is over a no, by an editor who has not reviewed it, with a reason', () => {
  const no: Partial<Decidable> = { state: 'rejected', reviews: [{ outcome: 'rejected', by: 'reviewer' as Id }] };
  const over = { ...yes, outcome: 'overridden', reason: 'Vì' } as const;
  expect(codeOf(mayDecide(who('editor'), { ...waiting, ...no }, over))).toBe('ok');
  expect(codeOf(mayDecide(who('editor'), waiting, over))).toBe('nothing-to-override');
  expect(codeOf(mayDecide(who('reviewer'), { ...waiting, ...no }, over))).toBe('forbidden');
  expect(codeOf(mayDecide(who('editor', 'reviewer'), { ...waiting, ...no }, over))).toBe('already-reviewed');
  expect(codeOf(mayDecide(who('editor'), { ...waiting, ...no }, { ...over, reason: '' }))).toBe(
    'review-without-reason',
  );
});

const draft = { title: 'T', short: 'S', known: 'K', how: 'H' };
const material: CaseMaterial = {
  aboutOurselves: false,
  texts: { vi: draft },
  inConflict: false,
  wording: { vi: 'Câu' },
  claimant: null,
  evidence: [
    {
      url: 'https://who.int/x',
      title: 'T',
      publisher: 'WHO',
      lang: 'en',
      stance: 'refutes',
      interest: 'independent',
      publishedOn: null,
      accessedOn: null,
      locator: null,
      archivedUrl: null,
      shows: { vi: 'v' },
    },
  ],
  searches: [],
  asked: 0,
  replies: [],
  undeclared: 0,
};
const concluded = {
  id: 'x' as Id,
  slug: 'cau',
  verdict: 'false',
  asOf: '2026-11-19' as Day,
  reviewBy: '2027-11-19' as Day,
  topics: ['health'],
  appearances: [],
} as const;

test('a case becomes a check only with everything that a check stands on', () => {
  const compose = (more: Partial<CaseMaterial>) => codeOf(composeCheck({ ...material, ...more }, concluded));
  expect(compose({})).toBe('ok');
  expect(compose({ aboutOurselves: true })).toBe('verdict-not-allowed');
  expect(compose({ wording: null })).toBe('wording-not-approved');
  expect(compose({ texts: { vi: draft, en: { title: 'Only a title' } } })).toBe('draft-incomplete');
  expect(compose({ texts: { vi: draft, en: draft } })).toBe('wording-not-approved');
  // Agreed to before opinions were looked for: no verdict comes of it all the same.
  expect(compose({ wording: { vi: 'Tôi nghĩ tòa soạn này rất đáng ghét' } })).toBe('wording-opinion');
  expect(compose({ wording: { vi: 'Bộ Y tế nói: “Tôi nghĩ dịch đã hết”.' } })).toBe('ok');
  expect(compose({ texts: {} })).toBe('draft-incomplete');
  expect(compose({ inConflict: true })).toBe('draft-in-conflict');
  expect(compose({ undeclared: 1 })).toBe('interest-not-declared');
  const said = { vi: { name: 'Bộ', role: 'bộ', place: 'họp báo' } };
  expect(compose({ claimant: said })).toBe('reply-not-asked');
  expect(compose({ claimant: said, asked: 1 })).toBe('ok');
  const party = material.evidence.map((e) => ({ ...e, interest: 'party' as const }));
  expect(compose({ evidence: party, asked: 1 })).toBe('verdict-needs-independent-evidence');
  expect(compose({ evidence: [] })).toBe('check-without-evidence');
});

const text: CheckText = { ...draft, claim: 'Câu', reply: '' };
const composed = composeCheck(material, concluded);
const published: Check = { ...(composed.ok ? composed.value : (undefined as never)), publishedOn: '2026-11-20' as Day };
const change = {
  kind: 'update',
  explain: { vi: 'Vì' },
  verdict: 'false',
  asOf: concluded.asOf,
  reviewBy: concluded.reviewBy,
  texts: { vi: { ...text, short: 'Khác' } },
} as const;
const today = '2026-12-01' as Day;

test('a change keeps what stood there, and says where the verdict turned', () => {
  const changed = correctCheck(published, { ...change, verdict: 'mixed' }, today);
  expect(changed).toMatchObject({
    ok: true,
    value: {
      verdict: 'mixed',
      corrections: [
        { on: today, kind: 'update', before: { vi: { short: 'S' } }, verdict: { before: 'false', after: 'mixed' } },
      ],
    },
  });
  expect(codeOf(correctCheck(published, { ...change, texts: { vi: text } }, today))).toBe('nothing-changed');
  const begun = { explain: { vi: 'Vì', en: 'Because' }, texts: { vi: text, en: text } };
  expect(correctCheck(published, { ...change, ...begun }, today)).toMatchObject({
    ok: true,
    value: { corrections: [{ before: { en: {} } }] },
  });
  const opinion = { ...text, claim: 'Theo tôi, nước muối dở' };
  expect(codeOf(correctCheck(published, { ...change, texts: { vi: opinion } }, today))).toBe('wording-opinion');
  expect(codeOf(correctCheck(published, { ...change, explain: {} }, today))).toBe('correction-unexplained');
  expect(codeOf(correctCheck(published, { ...change, kind: 'minor', verdict: 'true' }, today))).toBe(
    'verdict-change-is-no-minor',
  );
});

test('the claim changes by a correction alone, and never to what nobody was asked about', () => {
  const claim = `${text.claim} mỗi ngày`;
  const reworded = { ...change, texts: { vi: { ...text, claim } } };
  for (const kind of ['minor', 'update'] as const)
    expect(codeOf(correctCheck(published, { ...reworded, kind }, today))).toBe('claim-change-is-a-correction');
  expect(correctCheck(published, { ...reworded, kind: 'correction' }, today)).toMatchObject({
    ok: true,
    value: { texts: { vi: { claim } }, corrections: [{ before: { vi: { claim: text.claim } } }] },
  });
  for (const asks of ['Cô giáo lớp 3B của tôi bán nước muối', 'Người bán nước muối thật đáng xấu hổ'])
    expect(
      codeOf(
        correctCheck(published, { ...reworded, kind: 'correction', texts: { vi: { ...text, claim: asks } } }, today),
      ),
      asks,
    ).toBe('claim-change-asks');
});

test('a change of sources is told with what went and what came, and is never a slip of the pen', () => {
  const [old] = published.evidence;
  const fresh = { ...old!, title: 'Nghiên cứu mới' };
  const moved = { ...change, texts: { vi: text }, evidence: [fresh] };
  expect(correctCheck(published, moved, today)).toMatchObject({
    ok: true,
    value: { evidence: [fresh], corrections: [{ evidence: { removed: [old], added: [fresh] } }] },
  });
  expect(codeOf(correctCheck(published, { ...moved, kind: 'minor' }, today))).toBe('evidence-change-is-no-minor');
  expect(codeOf(correctCheck(published, { ...moved, evidence: [] }, today))).toBe('check-without-evidence');
  expect(codeOf(correctCheck(published, { ...moved, evidence: published.evidence }, today))).toBe('nothing-changed');
  const supporting = { ...fresh, stance: 'supports' as const };
  expect(codeOf(correctCheck(published, { ...moved, evidence: [supporting] }, today))).toBe(
    'verdict-needs-refuting-evidence',
  );
});

test('a reply that came since is told with its day; what was said before stays', () => {
  const silent = { asked: 'Bộ', askedOn: '2026-11-10' as Day, dueOn: null, said: null, saidOn: null, knownOn: today };
  const asked = { ...published, replies: [silent] };
  const answered = { ...silent, said: { vi: 'Có.' }, saidOn: '2026-11-30' as Day };
  const heard = { ...change, texts: { vi: text }, replies: [answered] };
  expect(correctCheck(asked, heard, today)).toMatchObject({
    ok: true,
    value: { replies: [answered], corrections: [{ replies: [{ asked: 'Bộ', saidOn: '2026-11-30' }] }] },
  });
  expect(codeOf(correctCheck(asked, { ...heard, replies: [silent] }, today))).toBe('nothing-changed');
  const worded = correctCheck(asked, change, today);
  expect(worded).toMatchObject({ ok: true, value: { replies: [silent] } });
});
