// What a reader is told of a standing, whatever was kept of it.
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { ToldOfCheck } from '../../core/cut-of.ts';
import { StandingWhy } from './standing-why.tsx';
import type { View } from './view.ts';

/** Words are their keys, with the values beside them. */
const view = { lang: 'en', t: (key: string, values = {}) => `${key}${JSON.stringify(values)}` } as unknown as View;

const why = {
  ...{ hasSides: true, standing: 'needs-more', rule: 'other-side', margin: -2, isDoubted: false, ratings: 40.7 },
  ...{ rung: 'factor', apart: 0, weakerSide: 'above', needs: 9 },
  margins: {
    ratings: 35,
    critical: 20,
    notHelpful: -1,
    stillNotHelpful: -1,
    possible: 0.1,
    shown: -0.7,
    even: 0,
    evenToKeep: 0,
    net: -2,
  },
  sides: { below: { helpful: 18, somewhat: 1, not: 1 }, above: { helpful: 3, somewhat: 4, not: 13.7 } },
  estimate: { intercept: 0.31, factor: 0.3, se: 0.06, seFactor: 0.1, pShown: 0.2, pNotHelpful: 0 },
  reasons: {
    all: { clear: 20, 'taking-sides': 11 },
    below: { 'good-sources': 9, clear: 16 },
    above: { 'taking-sides': 11 },
  },
} as const satisfies ToldOfCheck;

const shown = (more: Partial<ToldOfCheck> = {}): string =>
  render(<StandingWhy view={view} why={{ ...why, ...more } as ToldOfCheck} />).replaceAll('&quot;', '"');

test('both sides, what is missing, how unsure the score is, and the reasons of each side, the side that praises first', () => {
  const page = shown();
  expect(page.match(/class="side-helpful"/g)).toHaveLength(2);
  for (const part of ['side-missing', 'score-band', 'score-point', 'score-bar']) expect(page).toContain(part);
  expect(page).toContain('standing.sides{"ratings":41,"one":18,"ofOne":20,"other":3,"ofOther":21}');
  expect(page).toContain('standing.needs{"count":9}');
  const [one, other] = page.split('standing.reasons.other');
  expect(one).toMatch(/rate\.reason\.clear.*"count":16.*rate\.reason\.good-sources.*"count":9/);
  expect(other).toContain('rate.reason.taking-sides');
});

test('where a side is not counted out, neither it nor its reasons are shown; the score is', () => {
  const page = shown({ sides: null, reasons: { all: { clear: 20 } } });
  expect(page).not.toContain('side-helpful');
  expect(page).not.toContain('standing.sides');
  expect(page).toContain('score-point');
  expect(page).toContain('standing.reasons.all');
});

test('where no two sides are told apart the consensus is shown and no picture; what stands lacks nothing', () => {
  const page = shown({ hasSides: false, rule: 'small-community', rung: 'plain', consensus: 0.42 });
  expect(page).toContain('standing.why.no-sides');
  expect(page).toContain('"share":42');
  expect(page).not.toContain('<svg');
  const people = shown({ hasSides: false, rule: 'small-community', rung: 'people', consensus: 0.42 });
  expect(people).toContain('standing.why.small-community');
  expect(shown({ standing: 'helpful', rule: 'across', needs: 0 })).not.toMatch(/side-missing|standing\.needs/);
  const { needs: _, ...many } = why;
  expect(render(<StandingWhy view={view} why={many as ToldOfCheck} />)).toContain('standing.needs-many');
});
