// A picture of a check: what it shows, in which form it is kept here, and where it was seen first as far as the check knows.

import { textIn } from '../../core/check.ts';
import { type CheckPicture, pictureLimits } from '../../core/picture.ts';
import { deskPicturePath, hostOf, picturePath, safeUrl } from './addresses.ts';
import { PictureSaysFold } from './picture-says.tsx';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly picture: CheckPicture;
  /** Where it lies; absent: where everybody may see it. */
  readonly src?: string;
  /** Whether what its file said about itself stands below. */
  readonly says?: boolean;
};

/** The picture with what is known of it below. */
export const PictureFigure = ({ view, picture, src, says = false }: Props) => {
  const { lang, text } = textIn(picture.alt, view.lang);
  return (
    <figure class="picture">
      <img
        src={src ?? picturePath(picture.file)}
        width={picture.width}
        height={picture.height}
        alt={text.slice(0, pictureLimits.alt)}
        lang={lang}
        loading="lazy"
        decoding="async"
      />
      <figcaption>
        <strong>{view.t(`picture.kind.${picture.kind}`)}</strong>
        <SeenFirst view={view} picture={picture} />
        {/* Whoever agrees to it reads every word that will be public, also those that stand for the picture. */}
        {src !== undefined &&
          Object.entries(picture.alt).map(([of, words]) => (
            <span key={of} lang={of}>
              {words}
            </span>
          ))}
        <PictureSaysFold view={view} says={says ? picture.says : undefined} />
      </figcaption>
    </figure>
  );
};

/** Where and when; said plainly where it is not known. */
const SeenFirst = ({ view, picture }: Pick<Props, 'view' | 'picture'>) => {
  const url = safeUrl(picture.seenUrl);
  const day = picture.seenOn === null ? null : view.day(picture.seenOn);
  const { t } = view;
  if (url === undefined) return <span>{day === null ? t('picture.seen-unknown') : t('picture.seen-on', { day })}</span>;
  return (
    <span>
      {day === null ? t('picture.seen-at') : t('picture.seen-at-on', { day })}{' '}
      <a href={url} rel="noopener nofollow">
        {hostOf(url)}
      </a>
    </span>
  );
};

type All = { readonly view: View; readonly pictures: readonly CheckPicture[]; readonly preview: boolean };

/** All pictures that a check is about. `preview`: only the team may see them yet. */
export const CheckPictures = ({ view, pictures, preview }: All) =>
  pictures.length === 0 ? null : (
    <section class="block pictures" aria-labelledby="pictures">
      <h2 id="pictures">{view.t('picture.of-check', { count: pictures.length })}</h2>
      <div class="picture-row">
        {pictures.map((picture) => (
          <PictureFigure
            key={picture.file}
            view={view}
            picture={picture}
            says
            {...(preview ? { src: deskPicturePath(view.lang, picture.file) } : {})}
          />
        ))}
      </div>
    </section>
  );
