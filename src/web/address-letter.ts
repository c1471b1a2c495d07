// The one letter to an address that somebody typed: it asks whether it is theirs. Who asked learns nothing of what became of it.
import type { UiLang } from '../base/lang.ts';
import { mailboxOf } from '../core/let-in.ts';
import { askForAddress, type SealedWish } from '../desk/index.ts';
import { mayAskAddress } from './desk/slowed.ts';
import type { Door } from './door.ts';
import { translate } from './locale.ts';
import { confirmPath } from './pages/addresses.ts';

/** False: too many letters go out just now, whatever the address. Otherwise the same is said and as soon, sent or not. */
export const sendAddressLetter = (door: Door, lang: UiLang, wish: Omit<SealedWish, 'lang'>, about: string): boolean => {
  const { world, organisation, log } = door.options;
  const may = mayAskAddress(door, mailboxOf(wish.email));
  if (may !== 'goes') return may === 'quiet';
  const t = translate(lang);
  const kind = 'ticket' in wish.of ? 'ticket' : 'check';
  askForAddress(world, { ...wish, lang }, (code) => {
    const page = `${organisation.origin}${confirmPath(lang)}?code=${code}`;
    const words = { organisation: organisation.name, about, page };
    return { subject: t('address.letter.subject', words), text: `${t(`address.letter.${kind}`, words)}\n` };
  }).catch((error: unknown) =>
    log({ level: 'error', what: 'letter about an address', error: String((error as Error).name) }),
  );
  return true;
};
