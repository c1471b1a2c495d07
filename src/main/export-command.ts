// sangto export: every check as JSON Lines, or our own as ClaimReview.
import { once } from 'node:events';
import { uiLangs } from '../base/lang.ts';
import type { Check } from '../core/check.ts';
import type { VerdictLabels } from '../core/verdict-labels.ts';
import { type Database, everyCheck, labelsIn, slugsBeside } from '../store/index.ts';
import { claimReviewOf } from '../web/index.ts';
import { exitCodes } from './exit-codes.ts';
import { exportFormats } from './export-formats.ts';
import { type Instance, visit } from './instance.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';

export const exportCommand = async (
  flags: Flags & { readonly json?: boolean; readonly format?: string },
): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const format = exportFormats.find((f) => f === (flags.format ?? 'jsonl'));
  if (format === undefined) {
    out.fail(`--format ${flags.format} is not known`, `one of: ${exportFormats.join(', ')}`);
    return exitCodes.usage;
  }
  const instance = await visit(flags, out);
  try {
    let written = 0;
    const [inUse] = await labelsIn(instance.database).published();
    for await (const check of everyCheck(instance.database)) {
      for (const value of format === 'jsonl'
        ? [await withoutIds(instance.database, check)]
        : reviewsOf(instance, check, inUse?.labels ?? {}))
        if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
      written++;
      if (written % 1000 === 0) out.progress(`${written} checks`);
    }
    out.progressDone();
    return exitCodes.fine;
  } finally {
    await instance.close();
  }
};

/** Ids are this instance's own affair; the slug names a check to others, and those beside it. */
const withoutIds = async (database: Database, { id: _internal, related = [], ...open }: Check) => {
  const beside = related.length === 0 ? [] : await slugsBeside(database, related);
  return beside.length === 0 ? open : { ...open, related: beside };
};

/** One ClaimReview per language version of a check of ours; none for another publisher's. */
const reviewsOf = ({ settings }: Instance, check: Check, labels: VerdictLabels) =>
  uiLangs
    .filter((lang) => check.texts[lang] !== undefined)
    .flatMap((lang) => claimReviewOf(settings.organisation, lang, check, labels) ?? []);
