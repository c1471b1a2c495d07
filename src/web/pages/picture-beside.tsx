// The earlier picture beside the one that was asked with, and in words what is different about that one.

import type { AnswerView } from './model.ts';
import { PictureFigure } from './picture-figure.tsx';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly answer: AnswerView;
  /** Whether whoever reads it is who asked: only their browser still has the picture. */
  readonly isOwn: boolean;
};

export const PictureBeside = ({ view, answer, isOwn }: Props) => {
  const { t } = view;
  if (answer.picture === undefined) return null;
  const { shown, differs } = answer.picture;
  return (
    <div class="picture-beside">
      <h3>{t('picture.beside')}</h3>
      {differs.length === 0 ? (
        <p>{t('picture.no-difference')}</p>
      ) : (
        <>
          <p>{t('picture.differences')}</p>
          <ul class="picture-differs">
            {differs.map((difference) => (
              <li key={difference}>{t(`picture.differs.${difference}`)}</li>
            ))}
          </ul>
        </>
      )}
      <div class="picture-row">
        {isOwn && (
          <figure class="picture" data-asked-picture hidden>
            <canvas role="img" aria-label={t('picture.yours')} />
            <figcaption>
              <strong>{t('picture.yours')}</strong>
              <span>{t('picture.yours-hint')}</span>
            </figcaption>
          </figure>
        )}
        <PictureFigure view={view} picture={shown} />
      </div>
    </div>
  );
};
