// What was read in the picture somebody asked with, to be put right and asked again; and honest words where there was nothing.
import type { PictureAsked, PicturePlace } from '../../desk/matched.ts';
import { askPath } from './addresses.ts';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

/** What is like a picture that was checked, and no more, is never said to be it. */
const likenessOf = ({ isRecognised, likenesses }: PictureAsked) => {
  if (isRecognised) return 'picture.recognised';
  return likenesses > 0 ? 'picture.alike' : 'picture.not-recognised';
};

const keptOf = (isStored: boolean, { isKept, frames }: PictureAsked) => {
  if (!isStored || !isKept) return 'picture.not-kept';
  return frames === undefined ? 'picture.kept' : 'picture.kept-still';
};

/** Filled by the asker's own browser, which alone still has the picture. */
const AgreeingInPicture = ({ view, places }: { readonly view: View; readonly places: readonly PicturePlace[] }) =>
  places.length === 0 ? null : (
    <figure class="picture picture-marked" data-asked-picture data-marks={JSON.stringify(places.map(edgesOf))} hidden>
      <canvas role="img" aria-label={view.t('picture.agreeing')} />
      <figcaption>
        <strong>{view.t('picture.agreeing')}</strong>
        <span>{view.t('picture.yours-hint')}</span>
      </figcaption>
    </figure>
  );

const edgesOf = ({ left, top, width, height }: PicturePlace) => [left, top, width, height];

type Props = { readonly view: View; readonly page: PageOf<'answer'> };

export const PictureRead = ({ view, page }: Props) => {
  const { t } = view;
  const { picture } = page;
  if (picture === undefined) return null;
  const isRead = picture.reading === 'read';
  return (
    <section class="picture-read" aria-labelledby="picture-read">
      <h2 id="picture-read">{t(picture.frames === undefined ? 'picture.read-title' : 'picture.video-title')}</h2>
      {picture.frames !== undefined && <p>{t('picture.frames', { count: picture.frames })}</p>}
      <p>{t(likenessOf(picture))}</p>
      <p class="hint">{t(keptOf(page.stored, picture))}</p>
      <AgreeingInPicture view={view} places={picture.agreeing} />
      <form method="post" action={askPath(view.lang)}>
        <label for="picture-text">{t(`picture.reading.${picture.reading}`)}</label>
        <textarea
          id="picture-text"
          name="text"
          rows={isRead ? 4 : 2}
          dir="auto"
          required
          aria-describedby="picture-hint"
        >
          {picture.text ?? ''}
        </textarea>
        <p class="hint" id="picture-hint">
          {t(isRead ? 'picture.correct-hint' : 'picture.type-hint')}
        </p>
        <button class="button button-quiet" type="submit">
          {t(isRead ? 'picture.correct' : 'picture.type')}
        </button>
      </form>
    </section>
  );
};
