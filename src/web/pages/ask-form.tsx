// The one field. Works as a plain form; the script adds pictures, dropping and the keyboard.

import { isKey } from '../locale.ts';
import { askPath, statementPath } from './addresses.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly text: string;
  readonly idempotencyKey: string;
  readonly problem: string | null;
};

export const AskForm = ({ view, text, idempotencyKey, problem }: Props) => {
  const { t } = view;
  return (
    <form
      class="ask"
      method="post"
      action={askPath(view.lang)}
      enctype="multipart/form-data"
      data-ask={JSON.stringify(wordsForScript(view))}
    >
      <label class="ask-label" for="ask-text">
        {t('ask.label')}
      </label>
      <textarea
        id="ask-text"
        name="text"
        rows={4}
        dir="auto"
        spellcheck={false}
        autocomplete="off"
        aria-describedby={problem === null ? 'ask-hint' : 'ask-problem ask-hint'}
        aria-invalid={problem === null ? undefined : true}
        placeholder={t('ask.placeholder')}
      >
        {text}
      </textarea>
      {problem !== null && (
        <p class="note note-warn" id="ask-problem">
          <strong>{problemWord(view, problem, 'title')}</strong> {problemWord(view, problem, 'next')}
        </p>
      )}
      <input type="hidden" name="key" value={idempotencyKey} />
      <div class="ask-bar">
        <label class="ask-picture" data-picture>
          <PictureIcon />
          <span>{t('ask.picture')}</span>
          <input type="file" name="file" accept={view.shell.videos ? 'image/*,video/mp4,video/webm' : 'image/*'} />
        </label>
        <span class="ask-keys" data-keys hidden>
          {t('ask.keys')}
        </span>
        <button class="button button-strong" type="submit">
          {t('ask.send')}
        </button>
      </div>
      <div class="ask-shown" data-shown hidden>
        <canvas role="img" aria-label={t('picture.yours')} />
        <span class="ask-shown-words">{t('picture.goes-along')}</span>
        <button class="button button-quiet" type="button" data-without>
          {t('picture.without')}
        </button>
      </div>
      <div class="ask-status" data-status role="status" />
      <p class="hint" id="ask-hint">
        {t(view.shell.videos ? 'ask.video' : 'ask.no-video')} {t('ask.private')}{' '}
        <a href={statementPath(view.lang, 'privacy')}>{t('ask.private-more')}</a>
      </p>
    </form>
  );
};

const problemWord = (view: View, code: string, part: 'title' | 'next'): string => {
  const key = `problem.${code}.${part}`;
  return isKey(key) ? view.t(key) : view.t(`problem.bad-request.${part}`);
};

/** What the script may have to say; it carries no words of its own. */
const wordsForScript = ({ t, shell }: View) => ({
  sending: t('picture.sending'),
  reading: t('picture.reading'),
  done: t('picture.done'),
  unavailable: t('picture.unavailable'),
  large: t('picture.large'),
  busy: t('picture.busy'),
  noPicture: t('picture.no-picture'),
  nothing: t('picture.none'),
  failed: t('picture.failed'),
  // Only where videos are looked at.
  ...(shell.videos ? { video: t('picture.video') } : {}),
});

const PictureIcon = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M4 8.500A2.500 2.500 0 0 1 6.500 6H8l1.500-2h5L16 6h1.500A2.500 2.500 0 0 1 20 8.500v8a2.500 2.500 0 0 1-2.500 2.500h-11A2.500 2.500 0 0 1 4 16.500z" />
    <circle cx="12" cy="12.500" r="3.500" />
  </svg>
);
