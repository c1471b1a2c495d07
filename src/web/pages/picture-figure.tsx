// A picture of a check: what it shows, in which form it is kept here, and where it was seen first as far as the check knows.

import { textIn } from '../../core/check.ts';
import { type CheckPicture, pictureLimits } from '../../core/picture.ts';
import { hostOf, picturePath, safeUrl } from './addresses.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly picture: CheckPicture; readonly label?: string };

/** The picture with what is known of it below. */
export const PictureFigure = ({ view, picture, label }: Props) => {
  const { lang, text } = textIn(picture.alt, view.lang);
  return (
    <figure class="picture">
      <img
        src={picturePath(picture.file)}
        width={picture.width}
        height={picture.height}
        alt={text.slice(0, pictureLimits.alt)}
        lang={lang}
        loading="lazy"
        decoding="async"
      />
      <figcaption>
        <strong>{label ?? view.t(`picture.kind.${picture.kind}`)}</strong>
        <SeenFirst view={view} picture={picture} />
      </figcaption>
    </figure>
  );
};

/** Where and when; said plainly where it is not known. */
const SeenFirst = ({ view, picture }: Props) => {
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

/** All pictures that a check is about. */
export const CheckPictures = ({
  view,
  pictures,
}: {
  readonly view: View;
  readonly pictures: readonly CheckPicture[];
}) =>
  pictures.length === 0 ? null : (
    <section class="block pictures" aria-labelledby="pictures">
      <h2 id="pictures">{view.t('picture.of-check', { count: pictures.length })}</h2>
      <div class="picture-row">
        {pictures.map((picture) => (
          <PictureFigure key={picture.file} view={view} picture={picture} />
        ))}
      </div>
    </section>
  );
