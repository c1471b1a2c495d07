// A picture for a case by drop and paste as well, shown before it is sent. The form works without it.
import { drawSmall } from './asked-picture.ts';

const form = document.querySelector<HTMLFormElement>('form[data-lay]');
const file = form?.querySelector<HTMLInputElement>('input[type=file]');
const shown = form?.querySelector<HTMLElement>('[data-shown]');
const canvas = shown?.querySelector('canvas');
const status = form?.querySelector<HTMLElement>('[data-status]');
if (form && file && shown && canvas && status) enhance(form, { file, shown, canvas, status });

function enhance(
  form: HTMLFormElement,
  parts: {
    readonly file: HTMLInputElement;
    readonly shown: HTMLElement;
    readonly canvas: HTMLCanvasElement;
    readonly status: HTMLElement;
  },
): void {
  const { file, shown, canvas, status } = parts;
  const draw = async (picture: File | undefined): Promise<void> => {
    const isDrawn = picture !== undefined && (await drawSmall(picture, canvas));
    shown.hidden = !isDrawn;
    status.textContent = picture === undefined || isDrawn ? '' : (status.dataset.noPicture ?? '');
  };
  const take = (files: FileList): void => {
    const picture = [...files].find(({ type }) => type.startsWith('image/'));
    if (picture === undefined) {
      status.textContent = status.dataset.noPicture ?? '';
      return;
    }
    const sent = new DataTransfer();
    sent.items.add(picture);
    file.files = sent.files;
    void draw(picture);
  };
  file.addEventListener('change', () => void draw(file.files?.[0]));
  document.addEventListener('paste', (event) => {
    const given = event.clipboardData;
    // Words that come with a file are pasted as words.
    if (given === null || given.files.length === 0 || given.types.includes('text/plain')) return;
    event.preventDefault();
    take(given.files);
  });
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
    take(event.dataTransfer.files);
  });
}
