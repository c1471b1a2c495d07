// The pictures of a case on its page. Those that people asked with are covered: nobody on the desk has to see them unasked.
import type { CasePicture } from '../../../core/picture.ts';
import { deskPicturePath, inLanguage } from '../../pages/addresses.ts';
import { PictureSaysFold } from '../../pages/picture-says.tsx';
import type { View } from '../../pages/view.ts';

type Props = {
  readonly view: View;
  readonly number: number;
  readonly pictures: readonly CasePicture[];
  /** Whether whoever looks may lay others there now. */
  readonly open: boolean;
};

export const CasePictures = ({ view, number, pictures, open }: Props) => {
  const { t } = view;
  const asked = pictures.filter(({ told }) => told === null);
  const laid = pictures.filter(({ told }) => told !== null);
  return (
    <>
      {laid.length > 0 && (
        <details class="fold case-pictures">
          <summary>{t('case.pictures.laid', { count: laid.length })}</summary>
          <Row view={view} pictures={laid} />
        </details>
      )}
      {asked.length > 0 && (
        <details class="veiled case-pictures">
          <summary>{t('case.pictures', { count: asked.length })}</summary>
          <Row view={view} pictures={asked} />
        </details>
      )}
      {open && (
        <p class="hint">
          <a href={inLanguage(view.lang, `/desk/cases/${number}/pictures`)}>{t('case.pictures.lay')}</a>
        </p>
      )}
    </>
  );
};

const Row = ({ view, pictures }: Pick<Props, 'view' | 'pictures'>) => (
  <div class="picture-row">
    {pictures.map(({ file, width, height, asked, says, told }, n) => (
      <figure class="picture" key={file}>
        <img
          src={deskPicturePath(view.lang, file)}
          width={width}
          height={height}
          alt={told?.alt[view.lang] ?? view.t('case.pictures.one', { n: n + 1 })}
          loading="lazy"
        />
        <figcaption>
          {told !== null && <strong>{view.t(`picture.kind.${told.kind}`)}</strong>}
          {asked > 0 && <span>{view.t('case.claim.asked', { count: asked })}</span>}
          <PictureSaysFold view={view} says={says} />
        </figcaption>
      </figure>
    ))}
  </div>
);
