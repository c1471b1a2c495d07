// The fields of a piece of evidence, for every form that takes one: what most pieces need in sight, the rest one fold away.
import type { UiLang } from '../../../base/lang.ts';
import { evidenceKinds, interests, stances } from '../../../core/evidence.ts';
import type { View } from '../../pages/view.ts';
import { Area, Choice, Field } from './case-form.tsx';
import type { RefusedForm } from './case-model.ts';

const folded = ['quotation', 'translation', 'locator', 'archivedUrl', 'lang', 'publishedOn', 'accessedOn', 'file'];

/** `prefix` stands before every name, so that one form may hold several; `lang`: what the source most likely is written in. */
export const EvidenceFields = ({
  view,
  id,
  prefix = '',
  lang,
  langs,
  refused,
  withFile,
}: {
  readonly view: View;
  readonly id: string;
  readonly prefix?: string;
  readonly lang: string;
  readonly langs: readonly UiLang[];
  readonly refused: RefusedForm | null;
  readonly withFile: boolean;
}) => {
  const { t } = view;
  const optional = t('case.optional');
  const named = (name: string): string => `${prefix}${name}`;
  const typed =
    refused !== null &&
    folded.some((name) => (refused.values[named(name)] ?? '') !== '' || refused.field === named(name));
  return (
    <>
      <Choice
        id={`${id}-kind`}
        name={named('kind')}
        legend={t('case.evidence.kind')}
        options={evidenceKinds.map((value) => ({ value, label: t(`case.kind.${value}`) }))}
        chosen="page"
        refused={refused}
      />
      <Field
        id={`${id}-url`}
        name={named('url')}
        type="url"
        label={t('case.evidence.url')}
        hint={t('case.evidence.url-hint')}
        refused={refused}
        wide
      />
      <Field id={`${id}-title`} name={named('title')} label={t('case.evidence.title')} refused={refused} max={300} />
      <Field
        id={`${id}-publisher`}
        name={named('publisher')}
        label={t('case.evidence.publisher')}
        refused={refused}
        max={200}
      />
      {langs.map((one, n) => (
        <Area
          key={one}
          id={`${id}-shows-${one}`}
          name={named(`shows.${one}`)}
          label={t('case.evidence.shows', { language: view.language(one) })}
          optional={n > 0 ? optional : undefined}
          lang={one}
          rows={2}
          max={600}
          refused={refused}
        />
      ))}
      <Choice
        id={`${id}-stance`}
        name={named('stance')}
        legend={t('case.evidence.stance')}
        options={stances.map((value) => ({ value, label: t(`stance.${value}`) }))}
        refused={refused}
      />
      <Choice
        id={`${id}-interest`}
        name={named('interest')}
        legend={t('case.evidence.interest')}
        options={interests.map((value) => ({
          value,
          label: t(`interest.${value}`),
          hint: t(`case.interest-means.${value}`),
        }))}
        refused={refused}
      />
      <details class="fold case-wide" open={typed}>
        <summary>{t('case.evidence.more')}</summary>
        <div class="case-form">
          <Area
            id={`${id}-quotation`}
            name={named('quotation')}
            label={t('case.evidence.quotation')}
            hint={t('case.evidence.quotation-hint')}
            refused={refused}
            max={4000}
          />
          <Area
            id={`${id}-translation`}
            name={named('translation')}
            label={t('case.evidence.translation')}
            refused={refused}
            max={4000}
          />
          <Field
            id={`${id}-locator`}
            name={named('locator')}
            label={t('case.evidence.locator')}
            hint={t('case.evidence.locator-hint')}
            refused={refused}
            max={300}
          />
          <Field
            id={`${id}-lang`}
            name={named('lang')}
            label={t('case.evidence.lang')}
            hint={t('case.evidence.lang-hint')}
            refused={refused}
            value={lang}
            max={35}
          />
          <Field
            id={`${id}-published`}
            name={named('publishedOn')}
            type="date"
            label={t('case.evidence.published')}
            refused={refused}
          />
          <Field
            id={`${id}-accessed`}
            name={named('accessedOn')}
            type="date"
            label={t('case.evidence.accessed')}
            value={view.shell.today}
            refused={refused}
          />
          <Field
            id={`${id}-archived`}
            name={named('archivedUrl')}
            type="url"
            label={t('case.evidence.archived')}
            hint={t('case.evidence.archived-hint')}
            refused={refused}
          />
          {withFile && (
            <Field
              id={`${id}-file`}
              name={named('file')}
              type="file"
              label={t('case.evidence.file')}
              hint={t('case.evidence.file-hint')}
              refused={refused}
            />
          )}
        </div>
      </details>
    </>
  );
};
