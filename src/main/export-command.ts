// sangto export: every check as JSON Lines, or our own as ClaimReview.
import { once } from 'node:events';
import { textIn } from '../core/check.ts';
import { claimReviewJsonLd } from '../kit/claimreview/index.ts';
import { everyCheck } from '../store/index.ts';
import { exitCodes } from './exit-codes.ts';
import { visit } from './instance.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';

export const exportFormats = ['jsonl', 'claimreview'] as const;

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
    for await (const check of everyCheck(instance.database)) {
      if (format === 'claimreview' && check.source !== null) continue;
      const { id: _internal, ...open } = check;
      const value = format === 'jsonl' ? open : jsonLd(check, instance.settings.organisation);
      if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
      written++;
      if (written % 1000 === 0) out.progress(`${written} checks written`);
    }
    out.progressDone();
    return exitCodes.fine;
  } finally {
    await instance.close();
  }
};
