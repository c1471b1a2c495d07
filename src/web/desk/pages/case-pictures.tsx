// The pictures that people asked a case with: covered, because nobody on the desk has to see them unasked.
import type { AskedPicture } from '../../../core/picture.ts';
import { deskPicturePath } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';

type Props = { readonly view: View; readonly pictures: readonly AskedPicture[] };

export const CasePictures = ({ view, pictures }: Props) =>
  pictures.length === 0 ? null : (
    <details class="veiled case-pictures">
      <summary>{view.t('case.pictures', { count: pictures.length })}</summary>
      <div class="picture-row">
        {pictures.map(({ file, width, height, asked }, n) => (
          <figure class="picture" key={file}>
            <img
              src={deskPicturePath(view.lang, file)}
              width={width}
              height={height}
              alt={view.t('case.pictures.one', { n: n + 1 })}
              loading="lazy"
            />
            <figcaption>{view.t('case.claim.asked', { count: asked })}</figcaption>
          </figure>
        ))}
      </div>
    </details>
  );
