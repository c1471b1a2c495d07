// Shows an upload and a running import as they go. Closing the page stops neither.
export {};

type Running = { readonly name: string; readonly read: number; readonly refused: number };

const everyMs = 1_000;
const panel = document.querySelector<HTMLElement>('[data-running]');
const form = document.querySelector<HTMLFormElement>('form[data-import]');
const number = new Intl.NumberFormat(document.documentElement.lang);

if (panel?.dataset.running === 'yes') follow(panel);
if (form) upload(form, JSON.parse(form.dataset.import ?? '{}') as Record<string, string>);

/** Asks once a second; when nothing runs any more, the page is loaded again and shows the report. */
function follow(panel: HTMLElement): void {
  const timer = setInterval(async () => {
    const running = await ask();
    if (running === undefined) return;
    if (running === null) {
      clearInterval(timer);
      location.assign('/operator');
      return;
    }
    panel.hidden = false;
    put(panel, '[data-name]', running.name);
    put(panel, '[data-read]', number.format(running.read));
    put(panel, '[data-refused]', number.format(running.refused));
  }, everyMs);
}

/** undefined: could not be asked just now, which says nothing about the import. */
async function ask(): Promise<Running | null | undefined> {
  try {
    const response = await fetch('/operator/running', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as Running | null) : undefined;
  } catch {
    return undefined;
  }
}

function put(panel: HTMLElement, selector: string, text: string): void {
  const element = panel.querySelector(selector);
  if (element) element.textContent = text;
}

function upload(form: HTMLFormElement, words: Readonly<Record<string, string>>): void {
  const status = form.querySelector('[data-status]');
  const file = form.querySelector<HTMLInputElement>('input[type=file]');
  form.addEventListener('submit', (event) => {
    if (!file?.files?.length || !status) return;
    event.preventDefault();
    const bar = document.createElement('progress');
    bar.setAttribute('aria-label', words.sending ?? '');
    status.replaceChildren(words.sending ?? '', bar);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) bar.value = loaded / total;
    };
    request.upload.onload = () => {
      bar.removeAttribute('value');
      status.replaceChildren(words.working ?? '', bar);
    };
    request.onerror = () => status.replaceChildren(words.failed ?? '');
    request.onload = () => {
      if (request.status < 400) return location.assign(request.responseURL || '/operator');
      // A refusal comes as a page of its own; its words are shown here, so that what was filled in stays.
      const page = new DOMParser().parseFromString(request.responseText, 'text/html');
      const said = ['h1', '.lead'].map((part) => page.querySelector(part)?.textContent ?? '').join('. ');
      status.replaceChildren(said.length > 2 ? said : (words.failed ?? ''));
    };
    request.send(new FormData(form));
  });
}
