// What a standing follows from, as it is told: every figure by its name, so that the document promises what comes.
import { z } from '@hono/zod-openapi';
import type { ToldOfCheck } from '../../core/cut-of.ts';
import { helpfulReasons, unhelpfulReasons } from '../../core/rating.ts';

export const standing = z.enum(['helpful', 'not-helpful', 'needs-more']);

export const rule = z
  .enum([
    ...(['few-ratings', 'small-community', 'low-for-all', 'low', 'uncertain', 'one-sided', 'other-side'] as const),
    ...(['near-cliques', 'one-cluster', 'across', 'held', 'locked'] as const),
  ])
  .openapi('StandingRule', { description: 'The first rule that applied, in the order of `docs/method/bridge.md`' });

const share = z.number().min(0).max(1);
const tally = z.strictObject({ helpful: z.number().min(0), somewhat: z.number().min(0), not: z.number().min(0) });
const reasonsGiven = z.partialRecord(z.enum([...helpfulReasons, ...unhelpfulReasons]), z.number().min(0));

const margins = z
  .strictObject({
    ratings: z.int().openapi({ description: 'Ratings above five' }),
    critical: z.int().openapi({ description: 'Ratings other than helpful above five' }),
    notHelpful: z.number().openapi({ description: 'The chance of being not helpful, above .9' }),
    stillNotHelpful: z.number().openapi({ description: 'What is asked of one that stands so, above .1' }),
    possible: z.number().openapi({ description: 'The chance of an intercept above .40, above .1' }),
    shown: z.number().openapi({ description: 'The same above .9' }),
    even: z.number().openapi({ description: 'How far the factor is from dividing' }),
    evenToKeep: z.number().openapi({ description: 'The same for what stands already' }),
    net: z.int().openapi({ description: 'The weaker side’s helpful less not helpful, above what is asked' }),
    withoutCliques: z.number().optional().openapi({ description: 'The intercept without near-cliques, above .37' }),
    withoutCluster: z.number().optional().openapi({ description: 'The same without the cluster that matters most' }),
  })
  .openapi('StandingMargins', {
    description:
      'How far each figure is above its limit, rounded down to the thousandth; at 0 or more it is met. The standing and its rule follow from these alone. Below five ratings all but the first two are −1',
  });

/** The same, where each may be undefined as well: the document knows no `exactOptional` and would ask for what need not come. */
type Loosely<T> = T extends object ? { [K in keyof T]: Loosely<T[K]> | undefined } : T;

export const standingWhy = z
  .strictObject({
    standing,
    rule,
    margin: z.number().openapi({ description: 'Of the rule that decided; above 0 on the side of helpful' }),
    isDoubted: z.boolean().openapi({ description: 'It falls if the next cut says so, too' }),
    margins,
    hasSides: z.boolean().openapi({ description: 'Two sides can be told apart among all who rate here' }),
    before: standing.optional(),
    wasDoubted: z.boolean().optional(),
    stoodDays: z.int().min(0).optional().openapi({ description: 'Days for which `before` has stood' }),
    ratings: z.number().min(0).openapi({ description: 'Where a near-clique that shares one vote counts one' }),
    sides: z
      .strictObject({ below: tally, above: tally })
      .nullable()
      .openapi({ description: 'Raters of each side by what they said; null where a side has fewer than five' }),
    estimate: z
      .strictObject({
        ...{ intercept: z.number(), factor: z.number(), se: z.number().min(0), seFactor: z.number().min(0) },
        ...{ pShown: share, pNotHelpful: share },
      })
      .nullable()
      .openapi({ description: 'To be looked at; nothing follows from it. Null below five ratings' }),
    weakerSide: z.enum(['below', 'above']),
    needs: z.int().min(0).optional().openapi({
      description: 'How many helpful ratings more of the weaker side would do, where they would',
    }),
    apart: z.int().min(0).openapi({ description: 'Late helpful ratings set apart, which would have lowered it' }),
    rung: z.enum(['people', 'plain', 'factor']).openapi({ description: 'The rung of the ladder' }),
    consensus: share.optional().openapi({ description: 'What both groups of opinion share, where no sides are told' }),
    reasons: z
      .strictObject({ all: reasonsGiven, below: reasonsGiven.optional(), above: reasonsGiven.optional() })
      .openapi({ description: 'How often each reason was given' }),
  })
  .openapi('StandingWhy') satisfies z.ZodType<Loosely<ToldOfCheck>>;
