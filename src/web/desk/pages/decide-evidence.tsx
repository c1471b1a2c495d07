// What a change does to the evidence of a check: which sources go, which come from the case, which are new.

import { uiLangs } from '../../../base/lang.ts';
import { textIn } from '../../../core/check.ts';
import type { Evidence } from '../../../core/evidence.ts';
import type { View } from '../../pages/view.ts';
import type { RefusedForm } from './case-model.ts';
import { addPrefixes, type DecidePageOf, removeBoxes, takeBoxes } from './decide-model.ts';
import { EvidenceFields } from './evidence-fields.tsx';

type Props = { readonly view: View; readonly page: DecidePageOf<'desk-decide'> };

export const ChangeEvidence = ({ view, page }: Props) => {
  const { t } = view;
  const { typed, refused, of, gathered } = page;
  const wrong = refused?.field?.startsWith('evidence') === true;
  const touched = wrong || Object.keys(typed).some((name) => name.startsWith('evidence.') && filled(typed[name], name));
  return (
    <fieldset class="decide-sources" aria-invalid={wrong || undefined}>
      <legend>{t('grounds.evidence')}</legend>
      <p class="hint">{t('grounds.evidence.lead')}</p>
      <Boxes
        view={view}
        title={t('grounds.evidence.standing')}
        word={t('grounds.evidence.remove')}
        sources={(of.check?.evidence ?? []).slice(0, removeBoxes.length)}
        box={(i) => ({ name: removeBoxes[i] ?? '', value: 'yes', checked: typed[removeBoxes[i] ?? ''] !== undefined })}
      />
      <Boxes
        view={view}
        title={t('grounds.evidence.take')}
        word={t('grounds.evidence.added')}
        sources={gathered.slice(0, takeBoxes.length)}
        box={(i) => {
          const id = gathered[i]?.id ?? '';
          return { name: takeBoxes[i] ?? '', value: id, checked: takeBoxes.some((name) => typed[name] === id) };
        }}
      />
      <details class="fold" open={touched || undefined}>
        <summary>{t('grounds.evidence.add')}</summary>
        <p class="hint">{t('grounds.evidence.add-hint')}</p>
        {addPrefixes.map((prefix, i) => (
          <details class="fold" key={prefix} open={i === 0 || begun(typed, prefix) || undefined}>
            <summary>{t('grounds.evidence.add-n', { n: i + 1 })}</summary>
            <div class="case-form">
              <EvidenceFields
                view={view}
                id={`add-${i}`}
                prefix={prefix}
                lang={of.lang}
                langs={[...uiLangs].sort((a, b) => Number(b === of.lang) - Number(a === of.lang))}
                refused={asSent(page)}
                withFile={false}
              />
            </div>
          </details>
        ))}
      </details>
    </fieldset>
  );
};

/** What was sent stands as it was sent; a fresh form has nothing of it. */
const asSent = ({ typed, refused }: Props['page']): RefusedForm | null =>
  refused === null ? null : { form: 'evidence', code: refused.code, field: refused.field, values: typed };

/** Radio buttons and days come filled in. */
const prefilled = /\.(kind|lang|accessedOn)$/;
const filled = (text: string | undefined, name: string): boolean => !prefilled.test(name) && (text ?? '').trim() !== '';
const begun = (typed: Props['page']['typed'], prefix: string): boolean =>
  Object.entries(typed).some(([name, text]) => name.startsWith(prefix) && filled(text, name));

const Boxes = ({
  view,
  title,
  word,
  sources,
  box,
}: {
  readonly view: View;
  readonly title: string;
  readonly word: string;
  readonly sources: readonly Evidence[];
  readonly box: (i: number) => { readonly name: string; readonly value: string; readonly checked: boolean };
}) =>
  sources.length === 0 ? null : (
    <>
      <p class="decide-source-title">{title}</p>
      {sources.map((one, i) => (
        <label key={box(i).name}>
          <input type="checkbox" {...box(i)} />
          <span>
            <span class="visually-hidden">{word}: </span>
            <span lang={one.lang ?? undefined}>{one.title}</span>
            <span class="hint">{sourceLine(view, one)}</span>
          </span>
        </label>
      ))}
    </>
  );

/** Who says it, which way, and what. */
const sourceLine = (view: View, one: Evidence): string =>
  [
    one.publisher,
    view.t(`stance.${one.stance}`),
    view.t(`interest.${one.interest}`),
    ...(Object.keys(one.shows).length === 0 ? [] : [textIn(one.shows, view.lang).text]),
  ].join(' · ');

/** Sources as text, one a line, for what comes and what goes. */
export const sourcesAsText = (view: View, sources: readonly Evidence[]): string =>
  sources
    .map((one) => [one.title, sourceLine(view, one), ...(one.url === null ? [] : [one.url])].join('\n'))
    .join('\n');
