// Hands what waits in the outbox to the mail server, each message at most once.
import { dayOf } from '../base/clock.ts';
import type { Outgoing, Settled } from '../core/outgoing.ts';
import { wordingHash } from '../core/went-out.ts';
import type { Stays } from './contact-ports.ts';
import { secretOf } from './own-page.ts';
import { ticketOf } from './ticket.ts';
import { wishedSecrets } from './ticket-wishes.ts';
import type { World } from './world.ts';

type Parts = Pick<World, 'outbox' | 'contacts' | 'vault' | 'mail' | 'letters' | 'keyed' | 'now'>;

/** `away`: no mail server took anything, and the rest waits. */
export type Sent = { readonly [state in Settled]: number } & { readonly away: boolean };

/** Sends until nothing waits or nobody takes it. What a sender that died had in hand counts as unknown and is not sent again. */
export const sendOutbox = async (world: Parts): Promise<Sent> => {
  const today = dayOf(world.now());
  const counts = { sent: 0, unknown: 0, failed: 0 };
  const away = await world.outbox.alone(today, async () => {
    for (;;) {
      const message = await world.outbox.next();
      if (message === undefined) return false;
      const { state, wording } = await sent(world, message);
      await world.outbox.settle(message.id, state, today, wording);
      if (state === 'queued') return true;
      counts[state]++;
    }
  });
  return { ...counts, away: away ?? false };
};

type Became = { readonly state: Settled | 'queued'; readonly wording?: string };

const sent = async (world: Parts, message: Outgoing): Promise<Became> => {
  const { contact, member, own, letter } = message;
  const to = member ?? (contact === null ? undefined : await world.vault.open(contact.day, contact.id, contact.sealed));
  if (to === undefined) return { state: 'failed' };
  // The case may have ended since the letter was taken in hand.
  if (own?.page === 'reply' && (await world.outbox.overtaken(message.id, world.now()))) return { state: 'failed' };
  const page = own && { page: own.page, secret: secretFor(world, own) };
  const { subject, text, wording } = world.letters(letter, page, await stays(world, message));
  const done = await world.mail.send({ to, subject, text });
  if (done.ok) return { state: 'sent', ...(wording !== null && { wording: wordingHash(wording) }) };
  switch (done.error.code) {
    case 'mail-unavailable':
      return { state: 'queued' };
    case 'mail-refused':
      return { state: 'failed' };
    case 'mail-unknown':
      return { state: 'unknown' };
  }
};

const secretFor = ({ keyed }: Parts, { page, id }: NonNullable<Outgoing['own']>): string =>
  page === 'ticket' ? ticketOf(keyed, id) : secretOf(keyed, page, id);

/** What is held of the address once this letter is out. */
const stays = async (
  world: Pick<World, 'contacts' | 'keyed'>,
  { own, more, undoable, answeredBy }: Outgoing,
): Promise<Stays> => {
  if (own?.page !== 'ticket') return { answer: false, undo: false, corrections: null };
  const secrets = wishedSecrets(world.keyed, own.id, answeredBy);
  const [running] = await world.contacts.running([...secrets.keys()]);
  return {
    answer: more,
    undo: undoable,
    corrections: running === undefined ? null : (secrets.get(running.lookup) ?? null),
  };
};
