// The fields of forms that hand in: each keeps what was typed, and says which of them was refused.
import { uiLangs } from '../../../base/lang.ts';
import { correctionKinds } from '../../../core/check.ts';
import type { View } from '../../pages/view.ts';
import type { DecideRefused } from './decide-model.ts';

/** What a form holds: as it was typed, and why it was not taken. */
export type Form = { readonly typed: Readonly<Record<string, string>>; readonly refused: DecideRefused };

type Props = { readonly view: View; readonly page: Form };
type Named = Props & { readonly name: string };

/** Said beside the name of a field that cannot be left empty. */
export const Required = ({ view }: { readonly view: View }) => (
  <span class="case-optional"> {view.t('decide.required')}</span>
);

export const PerLanguage = ({
  view,
  page,
  name,
  rows,
  needed = [],
}: Props & {
  readonly name: 'because' | 'claim' | 'explain' | 'known' | 'unknown';
  readonly rows: number;
  /** Languages in which it cannot be left empty. */
  readonly needed?: readonly string[];
}) => (
  <div class="decide-row">
    {uiLangs.map((lang) => (
      <Area
        key={lang}
        view={view}
        page={page}
        name={`${name}.${lang}`}
        label={`${view.t(`decide.part.${name}`)} · ${view.language(lang)}`}
        rows={rows}
        lang={lang}
        needed={needed.includes(lang)}
      />
    ))}
  </div>
);

export const Area = ({
  view,
  page,
  name,
  label,
  value = '',
  rows,
  lang,
  hint,
  needed = false,
}: Named & {
  readonly needed?: boolean;
  readonly label: string;
  readonly value?: string;
  readonly rows: number;
  readonly lang?: string;
  readonly hint?: string;
}) => (
  <div class="decide-field">
    <label for={name}>
      {label}
      {needed && <Required view={view} />}
    </label>
    <textarea
      id={name}
      name={name}
      rows={rows}
      lang={lang}
      aria-describedby={hint === undefined ? undefined : `${name}-hint`}
      aria-invalid={page.refused?.field === name || undefined}
    >
      {page.typed[name] ?? value}
    </textarea>
    {hint !== undefined && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
  </div>
);

const neededLines: ReadonlySet<string> = new Set(['asOf', 'reviewBy', 'slug']);

export const Line = ({
  view,
  page,
  name,
  type,
  value = '',
  list,
}: Props & {
  readonly name: 'asOf' | 'reviewBy' | 'slug' | 'topics' | 'publishAt' | 'nextOn';
  readonly type: 'date' | 'text' | 'datetime-local';
  readonly value?: string;
  readonly list?: string;
}) => (
  <div class="decide-field">
    <label for={name}>
      {view.t(`decide.field.${name}`)}
      {neededLines.has(name) && <Required view={view} />}
    </label>
    <input
      id={name}
      name={name}
      type={type as 'text'}
      list={list}
      value={page.typed[name] ?? value}
      aria-describedby={`${name}-hint`}
      aria-invalid={page.refused?.field === name || undefined}
    />
    <p class="hint" id={`${name}-hint`}>
      {view.t(`decide.field.${name}.hint`)}
    </p>
  </div>
);

/** What kind of change it is: a slip of the pen, something new, or our error. */
export const Kinds = ({ view, page }: Props) => (
  <fieldset class="decide-verdicts" aria-invalid={page.refused?.field === 'kind' || undefined}>
    <legend>
      {view.t('decide.field.kind')}
      <Required view={view} />
    </legend>
    <div>
      {correctionKinds.map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" value={kind} checked={page.typed.kind === kind} />
          <span>
            {view.t(`correction.${kind}`)}
            <span class="hint">{view.t(`decide.correction.${kind}`)}</span>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** Ends every form that hands in: nothing is public before another person agrees. */
export const HandIn = ({ view }: { readonly view: View }) => (
  <div class="decide-buttons">
    <button class="button button-strong" type="submit">
      {view.t('decide.hand-in')}
    </button>
    <span class="hint">{view.t('decide.hand-in.hint')}</span>
  </div>
);
