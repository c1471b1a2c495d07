// Makes the one field more comfortable: pictures by paste, drop or camera, a growing field, a key to send.
// The form works without it; every word shown comes from the page.

import { drawSmall, keepForAnswer, showInAnswer } from './asked-picture.ts';
import { type PictureProblem, problemOf } from './picture-problem.ts';

type Words = Readonly<Record<'sending' | 'reading' | 'done' | PictureProblem, string>> & {
  /** Absent: this server looks at no videos. */
  readonly video?: string;
};

const picturesAddress = '/api/v1/pictures';
// A photograph of many megabytes takes minutes on a slow line, and over ten the server refuses it.
const sendAsIs = 4_000_000;
const longestSide = 2_400;

const form = document.querySelector<HTMLFormElement>('form[data-ask]');
if (form) enhance(form, JSON.parse(form.dataset.ask ?? '{}') as Words);

// After a question was sent, the bar shows the address that may be shared, and a reload does not ask again.
const address = document.querySelector<HTMLElement>('[data-address]')?.dataset.address;
if (address) history.replaceState(null, '', address);
showInAnswer();

function enhance(form: HTMLFormElement, words: Words): void {
  const field = form.querySelector('textarea');
  const status = form.querySelector<HTMLElement>('[data-status]');
  const picker = form.querySelector<HTMLElement>('[data-picture]');
  const file = picker?.querySelector('input');
  const shown = form.querySelector<HTMLElement>('[data-shown]');
  const canvas = shown?.querySelector('canvas');
  if (!field || !status || !picker || !file || !shown || !canvas) return;
  // What the browser draws for a file is for who has no script.
  picker.classList.add('button', 'button-quiet');
  file.classList.add('visually-hidden');
  const keys = form.querySelector<HTMLElement>('[data-keys]');
  if (keys) keys.hidden = false;

  const drop = (): void => {
    file.value = '';
    shown.hidden = true;
  };
  const read = async (given: File | null | undefined): Promise<void> => {
    if (!given) return;
    // A video is looked at once it is asked with; its words are not read before.
    if (given.type.startsWith('video/') && words.video !== undefined) {
      const sent = new DataTransfer();
      sent.items.add(given);
      file.files = sent.files;
      shown.hidden = true;
      status.replaceChildren(words.video);
      return;
    }
    const picture = await smaller(given);
    // The form sends the picture along with the words.
    const sent = new DataTransfer();
    sent.items.add(picture);
    file.files = sent.files;
    shown.hidden = !(await drawSmall(picture, canvas));
    const { text, problem } = await readPicture(picture, words, status);
    if (problem === 'noPicture' || problem === 'large') drop();
    if (text !== undefined) {
      field.value = field.value.trim() === '' ? text : `${field.value.trimEnd()}\n${text}`;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    field.focus();
  };

  // It stays on the device: that it is no picture is seen without sending it.
  const refuse = (): void => {
    status.replaceChildren(words.noPicture);
    field.focus();
  };

  file.addEventListener('change', () => void read(file.files?.[0]));
  shown.querySelector('[data-without]')?.addEventListener('click', () => {
    drop();
    status.replaceChildren();
    field.focus();
  });
  form.addEventListener('submit', () => keepForAnswer(shown.hidden ? null : canvas));
  field.addEventListener('paste', (event) => {
    const given = event.clipboardData;
    const picture = firstPicture(given?.files, words.video !== undefined);
    // Words that come with a file are pasted as words.
    if (!picture && (given === null || given.files.length === 0 || given.types.includes('text/plain'))) return;
    event.preventDefault();
    if (picture) void read(picture);
    else refuse();
  });
  acceptDrops(form, (picture) => void read(picture), refuse, words.video !== undefined);
  growWithText(field);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  sendOnce(form, field);
}

const firstPicture = (files: FileList | undefined, videos: boolean): File | undefined =>
  Array.from(files ?? []).find((f) => f.type.startsWith('image/') || (videos && f.type.startsWith('video/')));

function acceptDrops(form: HTMLFormElement, take: (picture: File) => void, refuse: () => void, videos: boolean): void {
  form.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  form.addEventListener('dragleave', () => form.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const picture = firstPicture(event.dataTransfer.files, videos);
    if (picture) take(picture);
    else refuse();
  });
}

function growWithText(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 4}px`;
  };
  field.addEventListener('input', grow);
  grow();
}

/** One press is one question. Coming back to edit and send again is another, so it gets another key. */
function sendOnce(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const key = form.querySelector<HTMLInputElement>('input[name=key]');
  const button = form.querySelector('button[type=submit]');
  let sent: string | null = null;
  let busy = false;
  form.addEventListener('submit', (event) => {
    if (busy) return event.preventDefault();
    if (key && sent !== null && sent !== field.value) key.value = freshKey();
    sent = field.value;
    busy = true;
    button?.setAttribute('aria-busy', 'true');
  });
  addEventListener('pageshow', () => {
    busy = false;
    button?.removeAttribute('aria-busy');
    const how = performance.getEntriesByType('navigation')[0];
    if (key && sent === null && how instanceof PerformanceNavigationTiming && how.type === 'back_forward')
      key.value = freshKey();
  });
}

const freshKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

type ReadPicture = { readonly text?: string; readonly problem?: PictureProblem };

/** Sends a picture to be read and shows how far it is; no text came back where there is a problem, told on the page. */
async function readPicture(picture: File, words: Words, status: HTMLElement): Promise<ReadPicture> {
  const bar = document.createElement('progress');
  const say = (text: string, ...more: HTMLElement[]) => status.replaceChildren(text, ...more);
  bar.setAttribute('aria-label', words.sending);
  say(words.sending, bar);
  const reply = await send(picture, (share) => {
    if (share < 1) bar.value = share;
    else {
      bar.removeAttribute('value');
      say(words.reading, bar);
    }
  });
  const text = typeof reply.body.text === 'string' ? reply.body.text.trim() : '';
  if (reply.status === 200 && text !== '') {
    say(words.done);
    return { text };
  }
  const problem = problemOf(reply.status, reply.body.code);
  say(words[problem]);
  return { problem };
}

type Reply = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

// XMLHttpRequest, because fetch still tells nothing about how much has been sent.
const send = (picture: Blob, progress: (share: number) => void): Promise<Reply> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', picturesAddress);
    request.setRequestHeader('content-type', picture.type);
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.upload.onload = () => progress(1);
    request.onloadend = () => resolve({ status: request.status, body: parse(request.responseText) });
    request.send(picture);
  });

const parse = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** A large picture drawn smaller before it leaves the device; as it is when the browser cannot. */
async function smaller(picture: File): Promise<File> {
  if (picture.size <= sendAsIs) return picture;
  try {
    const bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return drawn === null ? picture : new File([drawn], 'picture.jpg', { type: 'image/jpeg' });
  } catch {
    return picture;
  }
}
