// What the letter carries that asks somebody whether an address is theirs: the address and the wish, sealed under the key of the day.
// Nothing of either is stored before they say yes, so an address that a stranger typed is nowhere but in that one letter.
import { fromBase64Url, toBase64Url } from '../base/bytes.ts';
import { addDays, type Day, dayOf, parseDay } from '../base/clock.ts';
import { type Id, parseId } from '../base/ids.ts';
import type { AddressWish } from '../core/contact.ts';
import type { World } from './world.ts';

/** What somebody wants to hear of, and where: the answer to a ticket, or corrections of one check. */
export type SealedWish = AddressWish & {
  readonly lang: string;
  readonly of:
    | { readonly ticket: string; readonly corrections: boolean }
    /** The id of the check. */
    | { readonly check: Id };
};

const form = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})\.([\w-]{1,1500})$/;

export const addressCode = async (world: Pick<World, 'vault' | 'newId' | 'now'>, wish: SealedWish): Promise<string> => {
  const [day, id] = [dayOf(world.now()), world.newId()];
  return `${day}.${id}.${toBase64Url(await world.vault.seal(day, id, JSON.stringify(wish)))}`;
};

/** What a code of ours says, and the id by which it is known, on the day it was sent and the next: 48 hours at most. */
export const readAddressCode = async (
  world: Pick<World, 'vault' | 'now'>,
  code: string,
): Promise<{ readonly id: Id; readonly wish: SealedWish } | undefined> => {
  const [, dayText = '', idText = '', sealedText = ''] = form.exec(code) ?? [];
  const [day, id, sealed] = [parseDay(dayText), parseId(idText), fromBase64Url(sealedText)];
  if (day === undefined || id === undefined || sealed === undefined || !opensOn(day, dayOf(world.now())))
    return undefined;
  const words = await world.vault.open(day, id, sealed);
  return words === undefined ? undefined : { id, wish: JSON.parse(words) as SealedWish };
};

const opensOn = (sent: Day, today: Day): boolean => sent === today || addDays(sent, 1) === today;
