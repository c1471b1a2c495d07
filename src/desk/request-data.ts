// Anybody asks about their own data: kept sealed, with the days by which it is acknowledged and answered.
import { addDays, dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { isRequestKind, requestDays, workingDaysAfter } from '../core/contact.ts';
import type { RequestWords } from './contact-ports.ts';
import { lookupOf, secretOf } from './own-page.ts';
import type { World } from './world.ts';

const most = { text: 2_000, perDay: 200 } as const;

export type RequestRefusal = Refusal<'request-kind-unknown' | 'request-empty' | 'request-too-long' | 'requests-full'>;

/** Takes a request in, and gives the secret of the page where the reply will stand. */
export const requestData = async (
  world: Pick<World, 'dataRequests' | 'vault' | 'keyed' | 'newId' | 'now'>,
  given: {
    readonly kind?: string | undefined;
    readonly text?: string | undefined;
    readonly lang: string;
    readonly once: string | null;
  },
): Promise<Result<{ readonly secret: string }, RequestRefusal>> => {
  const kind = given.kind ?? '';
  if (!isRequestKind(kind)) return refuse('request-kind-unknown', { field: 'kind' });
  const asked = (given.text ?? '').toWellFormed().normalize('NFC').replaceAll('\0', '').trim();
  if (!/[\p{L}\p{N}]/u.test(asked)) return refuse('request-empty', { field: 'text' });
  if (asked.length > most.text) return refuse('request-too-long', { field: 'text', detail: String(most.text) });
  const id = world.newId();
  const today = dayOf(world.now());
  const words: RequestWords = { asked, reply: null };
  const received = await world.dataRequests.receive(
    {
      id,
      kind,
      lang: given.lang,
      lookup: lookupOf(world.keyed, 'request', secretOf(world.keyed, 'request', id)),
      once: given.once,
      receivedOn: today,
      acknowledgeBy: workingDaysAfter(today, requestDays.acknowledge),
      answerBy: addDays(today, requestDays.answer),
      sealed: { id, day: today, sealed: await world.vault.seal(today, id, JSON.stringify(words)) },
    },
    most.perDay,
  );
  return received === 'full'
    ? refuse('requests-full')
    : ok({ secret: secretOf(world.keyed, 'request', received.received) });
};
