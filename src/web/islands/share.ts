// Sharing by the device's own menu where there is one, copying elsewhere, and a word that it worked.

for (const bar of document.querySelectorAll<HTMLElement>('[data-share]')) {
  const { url, title, copied, failed } = JSON.parse(bar.dataset.share ?? '{}') as Record<string, string>;
  const send = bar.querySelector<HTMLButtonElement>('[data-send]');
  const copy = bar.querySelector<HTMLButtonElement>('[data-copy]');
  const status = bar.querySelector('.share-status');
  if (url === undefined || !send || !copy) continue;
  if ('share' in navigator) {
    send.hidden = false;
    // Closing the menu rejects; that is no failure to tell.
    send.addEventListener('click', () => void navigator.share({ url, title: title ?? '' }).catch(() => undefined));
  }
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    const worked = await copyText(url);
    if (status) status.textContent = (worked ? copied : failed) ?? '';
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-from]')) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const from = document.getElementById(button.dataset.copyFrom ?? '');
    const worked = await copyText(from?.textContent?.trim() ?? '');
    button.textContent = (worked ? button.dataset.copied : button.dataset.failed) ?? words;
    setTimeout(() => {
      button.textContent = words;
    }, 3_000);
  });
}

if ('share' in navigator)
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-send-from]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const text = document.getElementById(button.dataset.sendFrom ?? '')?.textContent?.trim() ?? '';
      void navigator.share({ text }).catch(() => undefined);
    });
  }

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
