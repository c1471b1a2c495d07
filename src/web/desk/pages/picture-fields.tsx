// What is said of a picture: which copy it is, what can be seen in it in each language, and where it was seen.
import type { Day } from '../../../base/clock.ts';
import { uiLangs } from '../../../base/lang.ts';
import { type PictureTold, pictureKinds, pictureLimits } from '../../../core/picture.ts';
import type { View } from '../../pages/view.ts';

/** The names of its fields; `alt` comes per language. */
export const pictureFieldNames: readonly string[] = [
  'kind',
  ...uiLangs.map((lang) => `alt.${lang}`),
  'seenUrl',
  'seenOn',
];

/** What stands in the fields of a picture that was described before. */
export const fieldsFrom = (told: PictureTold | null): Readonly<Record<string, string>> =>
  told === null
    ? {}
    : {
        kind: told.kind,
        ...Object.fromEntries(Object.entries(told.alt).map(([lang, text]) => [`alt.${lang}`, text])),
        seenUrl: told.seenUrl ?? '',
        seenOn: told.seenOn ?? '',
      };

type Props = {
  readonly view: View;
  /** Stands before every name and id. */
  readonly at: string;
  /** What stands in the fields. */
  readonly said: Readonly<Record<string, string>>;
  readonly today: Day;
  /** The field that was refused. */
  readonly wrong?: string | null;
  /** Ids need one of their own where names repeat. */
  readonly id?: string;
};

export const PictureFields = ({ view, at, said, today, wrong = null, id = at }: Props) => {
  const { t } = view;
  const invalid = (name: string): true | undefined => (wrong === name ? true : undefined);
  return (
    <>
      <div class="decide-field">
        <label for={`${id}kind`}>{t('decide.pictures.kind')}</label>
        <select id={`${id}kind`} name={`${at}kind`} aria-invalid={invalid('kind')}>
          {pictureKinds.map((kind) => (
            <option key={kind} value={kind} selected={said.kind === kind}>
              {t(`picture.kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      {uiLangs.map((lang) => (
        <div class="decide-field" key={lang}>
          <label for={`${id}alt.${lang}`}>{t('decide.pictures.alt', { language: view.language(lang) })}</label>
          <textarea
            id={`${id}alt.${lang}`}
            name={`${at}alt.${lang}`}
            rows={2}
            lang={lang}
            maxLength={pictureLimits.alt}
            aria-invalid={invalid(`alt-${lang}`)}
          >
            {said[`alt.${lang}`] ?? ''}
          </textarea>
        </div>
      ))}
      <div class="decide-row">
        <div class="decide-field">
          <label for={`${id}seenUrl`}>{t('decide.pictures.seen-url')}</label>
          <input
            id={`${id}seenUrl`}
            name={`${at}seenUrl`}
            type="url"
            value={said.seenUrl ?? ''}
            aria-invalid={invalid('seenUrl')}
          />
        </div>
        <div class="decide-field">
          <label for={`${id}seenOn`}>{t('decide.pictures.seen-on')}</label>
          <input
            id={`${id}seenOn`}
            name={`${at}seenOn`}
            type="date"
            value={said.seenOn ?? ''}
            max={today}
            aria-invalid={invalid('seenOn')}
          />
        </div>
      </div>
    </>
  );
};
