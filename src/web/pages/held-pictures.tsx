// Pictures that somebody brought in, for whoever decides on them to look at.
import { textIn } from '../../core/check.ts';
import type { HeldPicture } from '../../desk/source-ports.ts';
import { checkPath } from './addresses.ts';
import { PictureFigure } from './picture-figure.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly pictures: readonly HeldPicture[] };

export const HeldPictures = ({ view, pictures }: Props) => (
  <div class="picture-row">
    {pictures.map(({ check, slug, titles, picture }) => {
      const title = Object.keys(titles).length === 0 ? { lang: view.lang, text: slug } : textIn(titles, view.lang);
      return (
        <div key={`${check} ${picture.file}`}>
          <PictureFigure view={view} picture={picture} src={`/operator/pictures/${picture.file}.webp`} says />
          <p class="meta">
            <a href={checkPath(view.lang, slug)} lang={title.lang}>
              {title.text || slug}
            </a>
          </p>
        </div>
      );
    })}
  </div>
);
