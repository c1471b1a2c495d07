// The pictures of one case: those that people asked with, those the team laid there, and a form for another.
import type { CasePicture } from '../../../core/picture.ts';
import { isKey } from '../../locale.ts';
import { deskPicturePath, inLanguage } from '../../pages/addresses.ts';
import { PictureSaysList } from '../../pages/picture-says.tsx';
import { namedFor, Uncovered } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { CasePicturesPage } from './case-pictures-model.ts';
import { DeskFrame } from './desk-frame.tsx';
import { fieldsFrom, PictureFields } from './picture-fields.tsx';
import { RemovedFiles } from './removed-files.tsx';

type Props = { readonly view: View; readonly page: CasePicturesPage };

export const CasePicturesView = ({ view, page }: Props) => {
  const { t } = view;
  const { head, pictures } = page;
  const at = inLanguage(view.lang, `/desk/cases/${head.number}`);
  return (
    <DeskFrame view={view} member={page.member} at="queue">
      <div class="decide">
        <header class="decide-head">
          <p class="eyebrow">
            <a href={at}>{t('decide.case', { number: head.number })}</a>
          </p>
          <h1>{t('case-pictures.title')}</h1>
          <p class="decide-about">{namedFor(view, head.title ?? '')}</p>
          <Uncovered view={view} text={head.title ?? ''} />
          <p class="hint">{t('case-pictures.lead')}</p>
        </header>
        {page.refused?.file === null && <No {...{ view, page }} />}
        {page.open ? <Lay view={view} page={page} /> : <p class="note">{t('case-pictures.closed')}</p>}
        <RemovedFiles view={view} files={page.removedFiles} team={page.team} at={at} open={page.open} />
        {pictures.length === 0 && <p class="empty">{t('case-pictures.none')}</p>}
        {pictures.map((picture, n) => (
          <One key={picture.file} view={view} page={page} picture={picture} n={n} />
        ))}
        {head.state === 'published' && page.open && (
          <p>
            <a href={`${at}/correct`}>{t('case-pictures.correct')}</a>
          </p>
        )}
      </div>
    </DeskFrame>
  );
};

const No = ({ view, page: { refused } }: Props) => {
  const key = `decide.no.${refused?.code}`;
  return (
    <p class="note note-warn" role="alert" tabIndex={-1} id="refused">
      {isKey(key) ? view.t(key) : refused?.code} {view.t('decide.kept')}
    </p>
  );
};

const Lay = ({ view, page }: Props) => {
  const { t } = view;
  const said = page.refused?.file === null ? page.refused.typed : {};
  return (
    <form
      class="decide-form picture-lay"
      method="post"
      enctype="multipart/form-data"
      action={inLanguage(view.lang, `/desk/cases/${page.head.number}/pictures`)}
      data-lay
    >
      <h2>{t('case-pictures.add')}</h2>
      <div class="decide-field">
        <label for="lay-file">{t('case-pictures.file')}</label>
        <input id="lay-file" name="file" type="file" accept="image/*" required aria-describedby="lay-hint" />
        <p class="hint" id="lay-hint">
          {t('case-pictures.file.hint')}
        </p>
      </div>
      <div class="ask-shown" data-shown hidden>
        <canvas role="img" aria-label={t('case-pictures.chosen')} />
      </div>
      <p class="hint" role="status" data-status data-no-picture={t('decide.no.picture-not-readable')} />
      <PictureFields view={view} at="" id="lay-" said={said} today={page.today} wrong={page.refused?.field ?? null} />
      <div class="decide-buttons">
        <button class="button button-strong" type="submit">
          {t('case-pictures.lay')}
        </button>
        <span class="hint">{t('case-pictures.lay.hint')}</span>
      </div>
    </form>
  );
};

/** One picture: covered where people sent it, with what its file said, what the team says of it, and the way off the case. */
const One = ({ view, page, picture, n }: Props & { readonly picture: CasePicture; readonly n: number }) => {
  const { t } = view;
  const { file, width, height, asked, told, says } = picture;
  const refused = page.refused?.file === file ? page.refused : null;
  const to = inLanguage(view.lang, `/desk/cases/${page.head.number}/pictures/${file}`);
  return (
    <details class="fold picture-one" id={`picture-${file}`} open={told !== null || refused !== null || undefined}>
      <summary>
        {told === null ? t('decide.pictures.one', { n: n + 1, count: asked }) : t('decide.pictures.laid', { n: n + 1 })}
      </summary>
      <div class="decide-form">
        {refused !== null && <No {...{ view, page }} />}
        <img
          class="decide-picture"
          src={deskPicturePath(view.lang, file)}
          width={width}
          height={height}
          alt={told?.alt[view.lang] ?? t('case.pictures.one', { n: n + 1 })}
          loading="lazy"
        />
        <p class="picture-says-head">{t('picture.says')}</p>
        <PictureSaysList view={view} says={says} />
        {page.open && (
          <>
            <form class="decide-form" method="post" action={to}>
              <PictureFields
                view={view}
                at=""
                id={`p${n}-`}
                said={refused?.typed ?? fieldsFrom(told)}
                today={page.today}
                wrong={refused?.field ?? null}
              />
              <div class="decide-buttons">
                <button class="button button-strong" type="submit">
                  {t(told === null ? 'case-pictures.take' : 'case-pictures.describe')}
                </button>
              </div>
            </form>
            {told !== null && (
              <form method="post" action={`${to}/remove`}>
                <button class="button button-quiet" type="submit">
                  {t('case-pictures.remove')}
                </button>
              </form>
            )}
          </>
        )}
      </div>
    </details>
  );
};
