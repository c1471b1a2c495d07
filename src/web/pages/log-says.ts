// What a line of the public log says, in the words of the page. The entry itself is what counts, and stands beside it.
import type { DayCounts, LeafBody } from '../../core/leaf.ts';
import { type StatementPage, statementPages } from '../../core/organisation.ts';
import { leastReceivers, type OutChannel } from '../../core/went-out.ts';
import type { JournalLine } from '../../desk/log-ports.ts';
import { checkPath, explainerPath, inLanguage, notePath, requestPath } from './addresses.ts';
import { verdictWord } from './verdict-words.ts';
import type { View } from './view.ts';

/** Entries are ours: what is in the log was written by `core/leaf`. */
const bodyOf = ({ entry }: Pick<JournalLine, 'entry'>) =>
  JSON.parse(entry) as LeafBody & { readonly backfilled?: true };

export const isBackfilled = (line: Pick<JournalLine, 'entry'>): boolean => bodyOf(line).backfilled === true;

/** Sentences beside the kind of a line; none where the kind says it all. */
export const saysOf = (view: View, line: Pick<JournalLine, 'entry'>): readonly string[] => {
  const { t } = view;
  const body = bodyOf(line);
  switch (body.kind) {
    case 'check-published':
    case 'check-corrected': {
      const off =
        body.ourselvesOff === undefined ? [] : [t('log.says.ourselves-off', { day: view.day(body.ourselvesOff) })];
      if (body.verdict === null) return off;
      const verdict = verdictWord(view, body.verdict);
      return body.verdictBefore === undefined
        ? [t('log.says.verdict', { verdict }), ...off]
        : [t('log.says.verdict-turned', { verdict, before: verdictWord(view, body.verdictBefore) }), ...off];
    }
    case 'claim-declined':
      return [t(`declined.reason.${body.because}`)];
    case 'review-overridden':
      return [t('log.says.overridden')];
    case 'appeal-answered':
      return [t(`appeal.outcome.${body.outcome}`)];
    case 'source-opted':
      return [t(body.answers ? 'log.says.source-on' : 'log.says.source-off', { site: body.site })];
    case 'rights-changed':
      return [
        t(`log.says.rights.${body.change}`, { role: t(`role.${body.role}`) }),
        ...(body.of === undefined ? [] : [t('log.says.rights-of', { what: t(`team-log.what.${body.of}`) })]),
      ];
    case 'template-changed':
      return [t('log.says.template', { template: body.template, lang: view.language(body.lang), n: body.n })];
    case 'day-counted': {
      const { received, answered, answeredLater: later, waitingOver7Days: waiting } = body;
      const closed = Object.values(body.closed).reduce((sum, n) => sum + n, 0);
      const told = t('log.says.day', { received, answered, later, waiting });
      return [
        told,
        ...(closed === 0 ? [] : [t('log.says.closed', { count: closed })]),
        ...wentOut(view, body.outgoing ?? {}),
      ];
    }
    case 'standings-cut':
      return [t('log.says.cut', { ratings: body.ratings, raters: body.raters, cut: body.cut })];
    case 'standing-changed':
      return [t('log.says.standing', { now: t(`standing.${body.standing}`), before: t(`standing.${body.before}`) })];
    case 'proposal-accepted':
      return [t('log.says.proposal', { kind: t(`proposal.kind.${body.of}`) })];
    case 'request-told':
      return [
        t('log.says.request', { from: t(`requests.from.${body.from}`), wanted: t(`requests.wanted.${body.wanted}`) }),
        t('log.says.request-done', { outcome: t(`requests.outcome.${body.outcome}`) }),
      ];
    case 'statements-changed': {
      const pages = statementsOf(line);
      return pages.length === 0
        ? []
        : [t('log.says.statements', { pages: pages.map((page) => t(`statement.${page}`)).join(', ') })];
    }
    case 'version-started':
      return [t('log.says.version', { version: body.version })];
    case 'keys-changed':
      return [t('log.says.keys', { count: body.keys.length })];
    case 'salts-erased':
      return [t('log.says.erased', { count: body.leaves.length })];
    default:
      return [];
  }
};

/** The pages that a line says are other ones; older lines do not tell. */
export const statementsOf = (line: Pick<JournalLine, 'entry'>): readonly StatementPage[] => {
  const body = bodyOf(line);
  return body.kind === 'statements-changed' ? statementPages.filter((page) => body.pages?.includes(page)) : [];
};

const channels = ['mail', 'web', 'api', 'cli'] as const satisfies readonly OutChannel[];

/** What went out by each channel, and how much of it was said to many in the same words. */
const wentOut = ({ t }: View, outgoing: NonNullable<DayCounts['outgoing']>): readonly string[] =>
  channels.flatMap((channel) => {
    const told = outgoing[channel];
    if (told === undefined) return [];
    const { sent, wordings, moreWordings = 0 } = told;
    const many = Object.keys(wordings ?? {}).length + moreWordings;
    const said = t(`log.says.out.${channel}`, { sent: sent.replace('-', '–') });
    return many === 0 ? [said] : [said, t('log.says.wordings', { count: many, least: leastReceivers })];
  });

/** Where the page stands that a line leads to. */
export const ledTo = (view: View, { of, name }: NonNullable<JournalLine['page']>): string => {
  switch (of) {
    case 'check':
      return checkPath(view.lang, name);
    case 'explainer':
      return explainerPath(view.lang, name);
    case 'note':
      return notePath(view.lang, Number(name));
    case 'request':
      return requestPath(view.lang, Number(name));
    case 'declined':
      return `${inLanguage(view.lang, '/declined')}#case-${name}`;
  }
};
