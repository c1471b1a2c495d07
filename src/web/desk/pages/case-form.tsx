// The pieces that the forms of a case are made of: every field labelled, what was typed kept, what is wrong said beside it.
import type { ComponentChildren } from 'preact';
import { isKey } from '../../locale.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { type CaseForm, type CasePage, casePath, type RefusedForm } from './case-model.ts';

export type CaseProps = { readonly view: View; readonly page: CasePage };

/** The address that a form of this case is sent to. */
export const caseAction = ({ view, page }: CaseProps, rest: string): string =>
  `${inLanguage(view.lang, casePath(page.head.number))}/${rest}`;

export const refusedIn = (page: CasePage, form: CaseForm): RefusedForm | null =>
  page.refused?.form === form ? page.refused : null;

/** What is wrong with the form, and that nothing typed is gone; takes the focus so that it is read first. */
export const RefusedNote = ({ view, refused }: { readonly view: View; readonly refused: RefusedForm | null }) => {
  if (refused === null || refused.code === null) return <KeptNote view={view} />;
  const key = `case.no.${refused.code}`;
  return (
    <p class="note note-warn" role="alert" tabIndex={-1} id={`refused-${refused.form}`}>
      {isKey(key) ? view.t(key) : refused.code} {view.t('case.no.kept')}
    </p>
  );
};

/** Shown by the script of the page when it put back what was typed before. */
const KeptNote = ({ view }: { readonly view: View }) => (
  <p class="note case-kept" role="status" data-kept hidden>
    <span>{view.t('case.kept')}</span>
    <button class="button-link" type="button">
      {view.t('case.kept.discard')}
    </button>
  </p>
);

type FieldProps = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly refused: RefusedForm | null;
  readonly optional?: string | undefined;
  readonly wide?: boolean;
};

const isWrong = (refused: RefusedForm | null, name: string): boolean => refused !== null && refused.field === name;

export const Field = ({
  type = 'text',
  value,
  max,
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'url' | 'date' | 'email' | 'file';
  readonly value?: string;
  readonly max?: number;
}) => {
  const typed = field.refused?.values[field.name] ?? value;
  const shared = {
    id: field.id,
    name: field.name,
    'aria-invalid': isWrong(field.refused, field.name) || undefined,
    'aria-describedby': field.hint ? `${field.id}-hint` : undefined,
  };
  const filled = typed === undefined ? shared : { ...shared, value: typed };
  return (
    <Labelled {...field}>
      {type === 'file' && <input type="file" {...shared} />}
      {type === 'date' && <input type="date" {...filled} />}
      {type === 'url' && <input type="url" {...filled} />}
      {type === 'email' && <input type="email" {...filled} maxLength={254} autocomplete="off" />}
      {type === 'text' && <input type="text" {...filled} {...(max === undefined ? {} : { maxLength: max })} />}
    </Labelled>
  );
};

export const Area = ({
  value,
  rows = 3,
  lang,
  max,
  ...field
}: FieldProps & {
  readonly value?: string;
  readonly rows?: number;
  readonly lang?: string;
  readonly max?: number;
}) => (
  <Labelled {...field}>
    <textarea
      id={field.id}
      name={field.name}
      rows={rows}
      lang={lang}
      maxLength={max}
      aria-invalid={isWrong(field.refused, field.name) || undefined}
      aria-describedby={field.hint ? `${field.id}-hint` : undefined}
    >
      {field.refused?.values[field.name] ?? value ?? ''}
    </textarea>
  </Labelled>
);

export const Labelled = ({
  id,
  label,
  hint,
  optional,
  wide,
  children,
}: Omit<FieldProps, 'name' | 'refused'> & { readonly children: ComponentChildren }) => (
  <div class={wide ? 'case-field case-wide' : 'case-field'}>
    <label for={id}>
      {label}
      {optional && <span class="case-optional"> {optional}</span>}
    </label>
    {children}
    {hint && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </div>
);

/** One of a few, all of them in sight. */
export const Choice = ({
  id,
  name,
  legend,
  options,
  chosen,
  refused,
}: {
  readonly id: string;
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly chosen?: string | undefined;
  readonly refused: RefusedForm | null;
}) => (
  <fieldset class="case-choice case-wide" aria-invalid={isWrong(refused, name) || undefined}>
    <legend>{legend}</legend>
    <div>
      {options.map(({ value, label, hint }) => (
        <label key={value} for={`${id}-${value}`}>
          <input
            id={`${id}-${value}`}
            type="radio"
            name={name}
            value={value}
            checked={(refused?.values[name] ?? chosen) === value}
          />
          <span>
            {label}
            {hint && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** Texts by language, the case's language first; the database keeps no order. */
export const inOrder = <T,>(page: CasePage, texts: Readonly<Record<string, T>>): readonly (readonly [string, T])[] => {
  const langs: readonly string[] = page.langs;
  const rank = (lang: string): number => (langs.includes(lang) ? langs.indexOf(lang) : langs.length);
  return Object.entries(texts).sort(([a], [b]) => rank(a) - rank(b));
};

/** The name of one of the team, also of one who left. */
export const nameOf = (page: CasePage, id: string | null, nobody: string): string =>
  page.team.find((member) => member.id === id)?.name ?? nobody;
