// How to reach the operator: a mail address, a page, or words; or plainly that none is stated.
import { safeUrl } from './addresses.ts';
import type { View } from './view.ts';

export const Contact = ({ view }: { readonly view: View }) => {
  const { contact } = view.shell.organisation;
  if (contact === null) return <>{view.t('contact.none')}</>;
  const url = safeUrl(contact);
  const href = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(contact) ? `mailto:${contact}` : url;
  return (
    <>
      {view.t('contact.write')} {href ? <a href={href}>{contact}</a> : contact}
    </>
  );
};
