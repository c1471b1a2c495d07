// What no page may do, whoever wrote what it shows: open a dialog, break the policy, ask another host, fail in a script.
import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** Listens to every page of a context; gives the list that what is wrong is added to, as it happens. */
export const watch = async (context: BrowserContext, address: string): Promise<string[]> => {
  const complaints: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  context.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !isOwnStatus(message))
      complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    complaints.push(`${dialog.page()?.url()}: a dialog says ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== address)
      complaints.push(`something asks ${request.url()}`);
  });
  return complaints;
};

/** A page that says it is not there is told as a failed load of itself; nothing else that fails to load is forgiven. */
const isOwnStatus = (message: ConsoleMessage): boolean =>
  message.text().startsWith('Failed to load resource: the server responded with a status of') &&
  message.location().url === message.page()?.url();
