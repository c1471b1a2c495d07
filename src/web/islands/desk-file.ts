// A file beside evidence comes by paste and drop, too; on its way it shows how far it is, and can be stopped. The plain field works
// without this; every word shown comes from the page.

type Words = Readonly<Record<'attached' | 'large' | 'one' | 'sending' | 'stopped' | 'failed', string>>;
type Settings = { readonly words: Words; readonly largest: number };

for (const box of document.querySelectorAll<HTMLElement>('[data-file-drop]')) {
  const form = box.closest('form');
  const input = form?.querySelector<HTMLInputElement>('input[type=file]');
  if (form && input) begin(form, input, box);
}

function begin(form: HTMLFormElement, input: HTMLInputElement, box: HTMLElement): void {
  const { words, largest } = JSON.parse(box.dataset.fileDrop ?? '{}') as Settings;
  const part = <E extends HTMLElement>(name: string): E => box.querySelector<E>(`[data-${name}]`)!;
  const [chosen, choose, remove] = [
    part('chosen'),
    part<HTMLButtonElement>('choose'),
    part<HTMLButtonElement>('remove'),
  ];
  const [bar, status] = [part<HTMLProgressElement>('bar'), part('status')];
  let sending: XMLHttpRequest | null = null;
  const say = (text: string): void => {
    status.textContent = text;
  };
  const show = (): void => {
    const file = input.files?.[0];
    chosen.hidden = file === undefined;
    choose.hidden = file !== undefined;
    part('name').textContent = file === undefined ? '' : `${file.name} (${sizeOf(file.size)})`;
  };
  const drop = (): void => {
    input.value = '';
    show();
  };
  /** What came by paste or drop, or was chosen; too large, it is not kept at all. */
  const take = (files: FileList): void => {
    const [file] = files;
    if (file === undefined || file.size > largest) {
      drop();
      say(file === undefined ? '' : words.large);
      return;
    }
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
    show();
    say(files.length > 1 ? `${words.attached} ${words.one}` : words.attached);
  };

  input.addEventListener('change', () => take(input.files ?? new DataTransfer().files));
  choose.addEventListener('click', () => input.click());
  remove.addEventListener('click', () => {
    if (sending === null) {
      drop();
      say('');
      choose.focus();
    } else sending.abort();
  });
  form.addEventListener('paste', (event) => {
    const given = event.clipboardData;
    // Words that come with a file are pasted as words.
    if (given === null || given.files.length === 0 || given.types.includes('text/plain')) return;
    event.preventDefault();
    take(given.files);
  });
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  form.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    box.classList.add('dropping');
  });
  form.addEventListener('dragleave', () => box.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    box.classList.remove('dropping');
    if (!hasFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer!.files);
  });
  form.addEventListener('submit', (event) => {
    if (input.files?.length !== 1) return;
    event.preventDefault();
    if (sending !== null) return;
    say(words.sending);
    bar.hidden = false;
    sending = send(form, bar, (said) => {
      sending = null;
      bar.hidden = true;
      if (said !== null) say(said === 'stopped' || said === 'failed' ? words[said] : said);
    });
  });
  box.hidden = false;
  show();
}

/** Sends the form as the browser would, telling how far it is. What is refused stays filled in, the file too, with the server's words. */
function send(form: HTMLFormElement, bar: HTMLProgressElement, ended: (said: string | null) => void): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.responseType = 'document';
  bar.value = 0;
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = total > 0 ? loaded / total : 0;
  });
  request.addEventListener('load', () => {
    if (request.status < 300) {
      location.assign(`${request.responseURL}#evidence`);
      return;
    }
    const said = request.responseXML?.querySelector('[role=alert]')?.textContent?.trim();
    ended(said === undefined || said === '' ? 'failed' : said);
  });
  request.addEventListener('abort', () => ended('stopped'));
  request.addEventListener('error', () => ended('failed'));
  request.send(new FormData(form));
  return request;
}

const sizeOf = (bytes: number): string =>
  new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000));
