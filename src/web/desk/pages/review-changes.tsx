// What a submission changes of something public, each thing with what stands there now and what would stand there then.
import { uiLangs } from '../../../base/lang.ts';
import { type CheckText, type Correction, textIn } from '../../../core/check.ts';
import { type EvidenceChange, evidenceChange } from '../../../core/evidence.ts';
import { explainerFields } from '../../../core/explainer.ts';
import { type CheckPicture, type PictureChange, pictureChange } from '../../../core/picture.ts';
import { type PublicReply, repliesSince } from '../../../core/public-reply.ts';
import { verdicts } from '../../../core/verdict.ts';
import { type DiffPart, wordDiff } from '../../../core/word-diff.ts';
import type { NamedCheck } from '../../../desk/index.ts';
import { Differences } from '../../pages/differences.tsx';
import { standardLabel, verdictWord } from '../../pages/verdict-words.ts';
import type { View } from '../../pages/view.ts';
import { sourcesAsText } from './decide-evidence.tsx';
import { textFields } from './decide-model.ts';
import { replyLine } from './decide-replies.tsx';
import type { ReviewProps } from './review-passages.tsx';

type Change = {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Language of the two texts, where it may be another than the page's. */
  readonly lang?: string;
};

export const ReviewChanges = ({ view, page }: ReviewProps) => {
  const { t } = view;
  const changes = changesOf({ view, page });
  if (changes === null) return null;
  return (
    <section class="decide-passages" aria-labelledby="changes">
      <h2 id="changes">{t('decide.changes')}</h2>
      {changes.length === 0 ? (
        <p class="hint">{t('decide.changes.none')}</p>
      ) : (
        <dl class="decide-words">
          {changes.map(({ what, before, after, lang }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd class="changed-text" lang={lang}>
                <Differences
                  view={view}
                  parts={lang === undefined ? replaced(before, after) : wordDiff(before, after)}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <VerdictStays view={view} page={page} />
    </section>
  );
};

/** Names and days are not compared word by word: one stands in the other's place, on a line of its own. */
const replaced = (before: string, after: string): readonly DiffPart[] => [
  { in: 'before', text: before },
  { in: 'both', text: '\n' },
  { in: 'after', text: after },
];

/** Said only where it is so. */
const VerdictStays = ({ view, page }: ReviewProps) => {
  const { submission, before } = page;
  if (submission.kind !== 'correction' || submission.content.verdict === null) return null;
  const turned =
    submission.state === 'published'
      ? submission.content.corrections.at(-1)?.verdict !== undefined
      : before?.verdict !== submission.content.verdict;
  return turned ? null : (
    <p class="hint">{view.t('decide.verdict-is', { verdict: verdictWord(view, submission.content.verdict) })}</p>
  );
};

/** Null for what changes nothing public. */
const changesOf = (props: ReviewProps): readonly Change[] | null => {
  const { submission, beforeExplainer } = props.page;
  if (submission.kind === 'correction')
    return submission.state === 'published' ? toldIn(props) : [...ofCheck(props), ...textsOf(props)];
  if (submission.kind === 'labels') return ofLabels(props);
  // Once it is public, its page tells what it changed.
  if (submission.kind === 'explainer' && beforeExplainer !== null && submission.state !== 'published')
    return ofExplainer(props);
  return null;
};

/** Verdict, days and related checks, as they stand and as they would. */
const ofCheck = ({ view, page }: ReviewProps): readonly Change[] => {
  const { submission, before, named } = page;
  if (submission.kind !== 'correction' || before === null) return [];
  const { content } = submission;
  const { t } = view;
  const none = t('decide.changes.nothing');
  const told = (name: 'verdict' | 'asOf' | 'reviewBy', was: string | null, now: string | null): readonly Change[] =>
    was === now ? [] : [{ what: t(`decide.field.${name}`), before: was ?? none, after: now ?? none }];
  const days = (name: 'asOf' | 'reviewBy') =>
    told(name, before[name] && view.day(before[name]), content[name] && view.day(content[name]));
  const sources = evidenceChange(before.evidence, content.evidence);
  const related = [before.related ?? [], content.related ?? []].map((ids) => titlesOf(view, ids, named));
  return [
    ...told(
      'verdict',
      before.verdict && verdictWord(view, before.verdict),
      content.verdict && verdictWord(view, content.verdict),
    ),
    ...days('asOf'),
    ...days('reviewBy'),
    ...ofSources(view, sources),
    ...ofPictures(view, pictureChange(before.pictures ?? [], content.pictures ?? [])),
    ...ofReplies(view, before.replies ?? [], content.replies ?? []),
    ...(related[0] === related[1]
      ? []
      : [{ what: t('decide.field.related'), before: related[0] || none, after: related[1] || none }]),
  ];
};

const ofSources = (view: View, { removed, added }: EvidenceChange): readonly Change[] =>
  removed.length + added.length === 0
    ? []
    : [
        {
          what: view.t('grounds.evidence'),
          before: sourcesAsText(view, removed) || view.t('decide.changes.nothing'),
          after: sourcesAsText(view, added) || view.t('decide.changes.nothing'),
        },
      ];

/** Each by its file's first letters, which tell two apart, and by every word that is said of it. */
const ofPictures = (view: View, { removed, added }: PictureChange): readonly Change[] =>
  removed.length + added.length === 0
    ? []
    : [
        {
          what: view.t('decide.pictures'),
          before: picturesAsText(view, removed) || view.t('decide.changes.nothing'),
          after: picturesAsText(view, added) || view.t('decide.changes.nothing'),
        },
      ];

const picturesAsText = (view: View, pictures: readonly CheckPicture[]): string =>
  pictures
    .map(({ file, kind, alt, seenUrl, seenOn }) =>
      [
        `${view.t(`picture.kind.${kind}`)} (${file.slice(0, 8)})`,
        ...Object.entries(alt).map(([lang, text]) => `${view.language(lang)}: ${text}`),
        ...(seenUrl === null ? [] : [seenUrl]),
        ...(seenOn === null ? [] : [view.day(seenOn)]),
      ].join('\n'),
    )
    .join('\n');

/** Only what changes, each with what stood there before. */
const ofReplies = (view: View, before: readonly PublicReply[], after: readonly PublicReply[]): readonly Change[] => {
  const come = repliesSince(before, after);
  const gone = before.filter((was) => come.some((is) => is.asked === was.asked && is.askedOn === was.askedOn));
  if (come.length === 0) return [];
  return [
    {
      what: view.t('grounds.reply.title'),
      before: gone.map((one) => replyLine(view, one)).join('\n') || view.t('decide.changes.nothing'),
      after: come.map((one) => replyLine(view, one)).join('\n'),
    },
  ];
};

const textsOf = ({ view, page }: ReviewProps): readonly Change[] => {
  const { submission, before } = page;
  if (submission.kind !== 'correction' || before === null) return [];
  return Object.entries(submission.content.texts).flatMap(([lang, text]) =>
    textFields.flatMap((field) => fieldChange(view, lang, field, before.texts[lang]?.[field] ?? '', text[field])),
  );
};

const fieldChange = (
  view: View,
  lang: string,
  field: keyof CheckText,
  before: string,
  after: string,
): readonly Change[] =>
  before === after ? [] : [{ what: `${view.t(`field.${field}`)} · ${view.language(lang)}`, before, after, lang }];

/** Of what is public already, its own record says what it changed. */
const toldIn = ({ view, page: { submission } }: ReviewProps): readonly Change[] => {
  if (submission.kind !== 'correction') return [];
  const last = submission.content.corrections.at(-1);
  if (last === undefined) return [];
  const verdict = last.verdict && {
    what: view.t('decide.field.verdict'),
    before: verdictWord(view, last.verdict.before),
    after: verdictWord(view, last.verdict.after),
  };
  return [
    ...(verdict === undefined ? [] : [verdict]),
    ...(last.evidence === undefined ? [] : ofSources(view, last.evidence)),
    ...(last.pictures === undefined ? [] : ofPictures(view, last.pictures)),
    ...ofReplies(
      view,
      [],
      (submission.content.replies ?? []).filter((one) => isTold(last, one)),
    ),
    ...Object.entries(last.before).flatMap(([lang, fields]) =>
      textFields.flatMap((field) =>
        fields[field] === undefined
          ? []
          : fieldChange(view, lang, field, fields[field], submission.content.texts[lang]?.[field] ?? ''),
      ),
    ),
  ];
};

/** Whether a change told of this answer, or of this asking. */
const isTold = ({ replies = [] }: Correction, one: PublicReply): boolean =>
  replies.some(({ asked, saidOn }) => asked === one.asked && saidOn === one.saidOn);

const ofExplainer = ({ view, page }: ReviewProps): readonly Change[] => {
  const { submission, beforeExplainer: before, named } = page;
  if (submission.kind !== 'explainer' || before === null) return [];
  const { content } = submission;
  const none = view.t('decide.changes.nothing');
  const pairs: readonly Change[] = [
    { what: view.t('decide.field.topics'), before: before.topics.join(', '), after: content.topics.join(', ') },
    {
      what: view.t('decide.field.checks'),
      before: titlesOf(view, before.checks, named) || none,
      after: titlesOf(view, content.checks, named) || none,
    },
    ...[...new Set([...Object.keys(before.texts), ...Object.keys(content.texts)])].flatMap((lang) =>
      explainerFields.map((field) => ({
        what: `${view.t(`explainer.field.${field}`)} · ${view.language(lang)}`,
        before: before.texts[lang]?.[field] ?? '',
        after: content.texts[lang]?.[field] ?? '',
        lang,
      })),
    ),
  ];
  return pairs.filter((one) => one.before !== one.after);
};

/** Every label that would be another than it is. */
const ofLabels = ({ view, page }: ReviewProps): readonly Change[] => {
  const { submission, labels } = page;
  if (submission.kind !== 'labels') return [];
  return uiLangs.flatMap((lang) =>
    verdicts.flatMap((verdict) => {
      const standard = standardLabel(lang, verdict);
      const before = labels[lang]?.[verdict] ?? standard;
      const after = submission.content.labels[lang]?.[verdict] ?? standard;
      return before === after ? [] : [{ what: `${standard} · ${view.language(lang)}`, before, after }];
    }),
  );
};

/** Titles of checks, one a line. */
export const titlesOf = (view: View, ids: readonly string[], named: ReadonlyMap<string, NamedCheck>): string =>
  ids
    .map((id) => {
      const titles = named.get(id)?.titles ?? {};
      return Object.keys(titles).length === 0 ? id : textIn(titles, view.lang).text;
    })
    .join('\n');
