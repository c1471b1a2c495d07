// What the ticket says at every stage, in both languages: what is true of it, and nothing that is true of another stage only.
import { expect, test } from 'vitest';
import { shell, ticketPage } from '../../../test/in-memory/hostile-pages.ts';
import { closings } from '../../core/case.ts';
import { type ClaimWork, type HeldReason, isOver, type Stage, stageOf, stages } from '../../core/stage.ts';
import { translate } from '../locale.ts';
import { renderPage } from './index.ts';
import type { ClaimView } from './model.ts';

const langs = ['vi', 'en'] as const;
const at = (stage: Stage): Pick<ClaimView, 'work' | 'held'> => {
  const held = /^held-(.*)$/.exec(stage)?.[1] as HeldReason | undefined;
  if (held !== undefined)
    return { work: { state: 'published', begun: true, closedAs: null }, held: { why: held, slug: 'a-check' } };
  const closedAs = closings.find((closing) => stage === `closed-${closing}`);
  if (closedAs !== undefined) return { work: { state: 'closed', begun: true, closedAs } };
  const [, state, pending] = /^(review|decided)-(.*)$/.exec(stage) ?? [];
  if (state !== undefined) return { work: { state, pending, begun: true, closedAs: null } as ClaimWork };
  if (stage === 'unsorted') return { work: null };
  if (stage === 'published') return { work: { state: 'published', begun: true, closedAs: null } };
  const open: ClaimWork = { state: 'open', begun: stage !== 'waiting', closedAs: null };
  return { work: stage === 'reopened' ? { ...open, reopened: true } : open };
};

const drawn = (lang: 'vi' | 'en', stage: Stage, more: Partial<ClaimView> = {}, message: string | null = 'a message') =>
  renderPage(shell({ lang }), {
    ...ticketPage,
    message,
    opinions: [],
    outcome: 'new',
    claims: [{ span: { start: 0, end: 9 }, outcome: 'new', answers: [], othersAsking: 0, ...at(stage), ...more }],
  }).replaceAll('&#39;', "'");
const told = stages.filter((stage) => stage !== 'answered' && stage !== 'unsorted');

test.each(stages.filter((stage) => stage !== 'answered'))('%s is told in its own words, and in no others', (stage) => {
  const { work, held } = at(stage);
  expect(stageOf('new', work ?? null, held?.why)).toBe(stage);
  for (const lang of langs) {
    const t = translate(lang);
    const html = drawn(lang, stage);
    expect(told.filter((other) => html.includes(t(`stage.${other}`)))).toEqual(stage === 'unsorted' ? [] : [stage]);
    const over = isOver(stage);
    // What is over neither waits nor promises an answer.
    expect(html.includes(t('ticket.waiting'))).toBe(!over);
    expect(html.includes(t('work.ended'))).toBe(over);
    expect(html.includes(t('step.waiting'))).toBe(!over);
    const erased = drawn(lang, stage, {}, null);
    expect(erased.includes(t('ticket.erased'))).toBe(!over);
    expect(erased.includes(t('ticket.erased-private'))).toBe(stage === 'closed-private-person');
    expect(html.includes(`href="/${lang}/checks/a-check"`)).toBe(held !== undefined);
  }
});

test('what is about a private person is said to be locked away as long as it is sealed, and to be erased afterwards', () => {
  for (const lang of langs) {
    const t = translate(lang);
    const work = { ...at('closed-private-person').work!, sealed: true } as ClaimWork;
    const locked = drawn(lang, 'closed-private-person', { work }, null);
    expect(locked).toContain(t('ticket.locked-private'));
    expect(locked).not.toContain(t('ticket.erased-private'));
    expect(drawn(lang, 'closed-private-person', {}, null)).not.toContain(t('ticket.locked-private'));
  }
});

test('in a message of several parts, a part that was looked at is not said to wait, and the others are', () => {
  for (const lang of langs) {
    const t = translate(lang);
    const part = { outcome: 'new', answers: [], othersAsking: 0 } as const;
    const html = renderPage(shell({ lang }), {
      ...ticketPage,
      message: 'one part, another',
      opinions: [],
      outcome: 'new',
      claims: [
        { ...part, span: { start: 0, end: 8 }, ...at('closed-spam') },
        { ...part, span: { start: 10, end: 17 }, ...at('begun') },
      ],
    });
    expect(html).toContain(t('ticket.partly-over'));
    expect(html.split(t('ticket.part-over'))).toHaveLength(2);
    expect(html.split(t('answer.part-new-title'))).toHaveLength(2);
    expect(html).toContain(t('message.over'));
  }
});

test('who asked what was declined reads the reason of this very claim', () => {
  for (const lang of langs) {
    const work = { ...at('closed-not-checkable').work!, declined: { number: 7, reason: 'out-of-scope' } } as ClaimWork;
    const html = drawn(lang, 'closed-not-checkable', { work });
    expect(html).toContain(translate(lang)('declined.reason.out-of-scope'));
    expect(html).toContain(`href="/${lang}/declined#case-7"`);
  }
});
