// Pieces of the forms on which people ask again: a field with its hint, a choice, what was refused.
import type { ComponentChildren } from 'preact';
import { isKey } from '../locale.ts';
import type { View } from './view.ts';

/** The refusal as a sentence; it stands above the form and takes the place of the field's own complaint. */
export const Refused = ({
  view,
  code,
  kept,
}: {
  readonly view: View;
  readonly code: string;
  readonly kept: string | null;
}) => {
  const key = `asked.refused.${code}`;
  return (
    <p class="note note-warn" role="alert" id="refused">
      {kept !== null && <strong>{kept} </strong>}
      {isKey(key) ? view.t(key) : code}
    </p>
  );
};

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  /** Whether this field was refused. */
  readonly wrong: boolean;
  readonly children: (described: {
    readonly id: string;
    readonly 'aria-describedby'?: string;
    readonly 'aria-invalid'?: 'true';
  }) => ComponentChildren;
};

/** A label, its field and its hint, tied together for those who hear them. */
export const Field = ({ name, label, hint, wrong, children }: FieldProps) => {
  const described = [hint === null ? '' : `${name}-hint`, wrong ? 'refused' : ''].filter((id) => id !== '').join(' ');
  return (
    <div class="asked-field">
      <label for={name}>{label}</label>
      {children({
        id: name,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(wrong ? { 'aria-invalid': 'true' as const } : {}),
      })}
      {hint !== null && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};

type ChoiceProps = {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly chosen: string;
};

/** One of a few, each large enough for a thumb. */
export const Choice = ({ name, legend, options, chosen }: ChoiceProps) => (
  <fieldset class="asked-choice">
    <legend>{legend}</legend>
    {options.map(({ value, label, hint }) => (
      <label key={value}>
        <input type="radio" name={name} value={value} required checked={value === chosen} />
        <span>
          {label}
          {hint !== undefined && <span class="hint"> – {hint}</span>}
        </span>
      </label>
    ))}
  </fieldset>
);
