// Which pictures the check is about, and what is said of each: those that stand, those the team laid on the case, those people asked with.
import type { CasePicture } from '../../../core/picture.ts';
import { deskPicturePath, inLanguage } from '../../pages/addresses.ts';
import { PictureSaysFold } from '../../pages/picture-says.tsx';
import type { View } from '../../pages/view.ts';
import { type DecidePageOf, picturePrefixes } from './decide-model.ts';
import { fieldsFrom, PictureFields } from './picture-fields.tsx';

type Props = { readonly view: View; readonly page: DecidePageOf<'desk-decide'> };

export const DecidePictures = ({ view, page }: Props) => {
  const { t } = view;
  const standing = page.form === 'correct' ? (page.of.check?.pictures ?? []) : [];
  const more = page.of.pictures.filter(({ file }) => !standing.some((one) => one.file === file));
  const stands = standing.map((one) => ({ ...one, asked: 0, told: one, stands: true }));
  const offered = [...stands, ...more.map((one) => ({ ...one, stands: false }))].slice(0, picturePrefixes.length);
  return (
    <fieldset class="decide-verdicts" aria-invalid={page.refused?.field === 'pictures' || undefined}>
      <legend>{t('decide.pictures')}</legend>
      {offered.length > 0 && (
        <p class="hint">{t(page.form === 'correct' ? 'decide.pictures.change' : 'decide.pictures.lead')}</p>
      )}
      {page.form === 'correct' && <input type="hidden" name="pictures" value="1" />}
      {offered.map((picture, n) => (
        <Offered key={picture.file} view={view} page={page} picture={picture} n={n} />
      ))}
      <p class="hint">
        <a href={inLanguage(view.lang, `/desk/cases/${page.of.number}/pictures`)}>{t('case.pictures.lay')}</a>
      </p>
    </fieldset>
  );
};

/** What was sent stands as it was sent; else what stands is ticked, and of a new check what the team laid there. */
const Offered = ({
  view,
  page,
  picture,
  n,
}: Props & { readonly picture: CasePicture & { readonly stands: boolean }; readonly n: number }) => {
  const { t } = view;
  const { file, width, height, asked, told, stands } = picture;
  const at = picturePrefixes[n] ?? '';
  const sent = page.refused !== null;
  const typed = Object.entries(page.typed).flatMap(([name, text]) =>
    name.startsWith(at) ? [[name.slice(at.length), text] as const] : [],
  );
  const ticked = sent ? page.typed[`${at}file`] === file : stands || (page.form === 'submit' && told !== null);
  return (
    <details class="fold" open={ticked || undefined}>
      <summary>
        {stands
          ? t('decide.pictures.stands', { n: n + 1 })
          : told === null
            ? t('decide.pictures.one', { n: n + 1, count: asked })
            : t('decide.pictures.laid', { n: n + 1 })}
      </summary>
      <div class="decide-form">
        <img
          class="decide-picture"
          src={deskPicturePath(view.lang, file)}
          width={width}
          height={height}
          alt={t('case.pictures.one', { n: n + 1 })}
          loading="lazy"
        />
        <PictureSaysFold view={view} says={picture.says} />
        <label>
          <input type="checkbox" name={`${at}file`} value={file} checked={ticked} /> {t('decide.pictures.about')}
        </label>
        <PictureFields
          view={view}
          at={at}
          said={sent ? Object.fromEntries(typed) : fieldsFrom(told)}
          today={page.today}
        />
      </div>
    </details>
  );
};
