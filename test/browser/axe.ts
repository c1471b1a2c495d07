// What axe finds on a page, and what it could not decide: a page that leaves it in doubt has to be made plainer, or be told here.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What a theme and a width can change.
const visible = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

type Found = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations' | 'incomplete'>;
type Axe = { readonly run: (on: Document, how: object) => Promise<Found> };

/** All rules, on a page that just came. */
export const faultsIn = async (page: Page): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const resultTypes = ['violations' as const, 'incomplete' as const];
  axe.options({ runOnly: { type: 'tag', values: everything }, resultTypes, preload: false });
  await makePlain(page);
  return told(page, await axe.analyze());
};

/** What is seen, on a page that has axe in it already and only looks other than before. */
export const faultsInSight = async (page: Page): Promise<readonly string[]> =>
  told(
    page,
    await page.evaluate(async (values) => {
      const { axe } = globalThis as unknown as { readonly axe: Axe };
      const { violations, incomplete } = await axe.run(document, {
        runOnly: { type: 'rule', values },
        resultTypes: ['violations', 'incomplete'],
      });
      return { violations, incomplete };
    }, visible),
  );

/**
 * Axe does not judge letters on a gradient: its strongest colour stands for it. Letters on the shade at the edge of a row that
 * scrolls are cut off there, and come out from under it whole.
 */
const makePlain = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const row of document.querySelectorAll<HTMLElement>('.desk-nav ul, .case-toc'))
      row.style.backgroundImage = 'none';
    if (getComputedStyle(document.body).backgroundImage !== 'none') document.body.style.background = 'var(--jade-wash)';
  });

const told = async (page: Page, { violations, incomplete }: Found): Promise<readonly string[]> => {
  const undecided = incomplete.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, node })));
  const inRow = await page.evaluate(
    (targets) => targets.map((target) => document.querySelector(target)?.matches('.desk-nav ul a') === true),
    undecided.map(({ node }) => String(node.target[0])),
  );
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map((node) => lineOf(id, node))),
    ...undecided
      .filter(({ id, node }, n) => !(inRow[n] === true && isScrolledAway(id, node)))
      .map(({ id, node }) => `undecided: ${lineOf(id, node)}`),
  ];
};

type Node = Found['incomplete'][number]['nodes'][number];

const lineOf = (rule: string, { html, failureSummary = '' }: Node): string => `${rule} ${html} ${failureSummary}`;

/**
 * The one thing that axe may leave open: the row of the desk's pages scrolls where there is no room for it, and of what is
 * scrolled out of sight no colour can be told. The same links are in sight, and judged, at 1280 px in the same theme.
 */
const isScrolledAway = (rule: string, { failureSummary = '' }: Node): boolean =>
  rule === 'color-contrast' && failureSummary.includes('partially obscured by another element');
