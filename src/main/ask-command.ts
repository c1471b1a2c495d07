// sangto ask: what this instance would answer, from its own memory; nothing is stored.

import { textIn } from '../core/check.ts';
import { parseTip } from '../core/tip.ts';
import { type Matched, match, remember } from '../desk/index.ts';
import { exitCodes } from './exit-codes.ts';
import { visit } from './instance.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';

export const askCommand = async (
  text: string,
  flags: Flags & { readonly json?: boolean; readonly lang?: string },
): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const lang = flags.lang ?? 'vi';
  const input = parseTip({ text, lang }, 'cli');
  if (!input.ok) {
    out.fail(
      `that cannot be asked: ${input.error.code}`,
      'Give the message between quotation marks.',
      input.error.code,
    );
    return exitCodes.usage;
  }
  const instance = await visit(flags, out);
  try {
    await remember(instance.world);
    const matched = await match(instance.world, input.value);
    out.give(matchedJson(matched));
    out.say(matched.outcome);
    for (const claim of matched.claims)
      for (const { card, outcome, coverage, words } of claim.answers) {
        const { text: version } = textIn(card.texts, lang);
        out.say(`  ${outcome.padEnd(8)}${card.verdict ?? card.label ?? '–'} · ${version.title}`);
        out.say(
          `          ${card.source ? `${card.source.name}, ` : ''}${Math.round(coverage * 100)} % of the question covered: ${words.join(' ')}`,
        );
      }
    return exitCodes.fine;
  } finally {
    await instance.close();
  }
};

const matchedJson = (matched: Matched) => ({
  outcome: matched.outcome,
  text: matched.text,
  claims: matched.claims.map((claim) => ({
    span: claim.span,
    outcome: claim.outcome,
    answers: claim.answers.map((a) => ({
      check: a.card.slug,
      verdict: a.card.verdict,
      label: a.card.label,
      outcome: a.outcome,
      coverage: a.coverage,
      words: a.words,
    })),
  })),
});
