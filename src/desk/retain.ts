// Every night: forgets what is due, seals anew what is still needed, destroys the keys of the rest, and says how much that was.
import { addDays, type Day, dayOf } from '../base/clock.ts';
import { contactDays } from '../core/contact.ts';
import type { RetentionReport } from './contact-ports.ts';
import { FilesAway } from './files-away.ts';
import { eraseOldFiles } from './left-files.ts';
import type { World } from './world.ts';

const page = 200;

type Parts = Pick<World, 'retention' | 'vault' | 'files' | 'now'>;

/** Forgets and reports. Safe to run at any time and twice: a key goes only after nothing needed is sealed under it. */
export const retain = async (world: Parts): Promise<RetentionReport> => {
  const today = dayOf(world.now());
  const forgotten = await world.retention.forget({
    contactsBefore: addDays(today, -contactDays.contact),
    subscriptionsBefore: addDays(today, -contactDays.subscription),
    requestsBefore: addDays(today, -contactDays.request),
    today,
  });
  const old = addDays(today, -contactDays.key);
  const sealedAnew = await sealAnew(world, old, today);
  const due = (await world.vault.days()).filter((day) => day <= old);
  for (const day of due) await world.vault.destroy(day);
  // A store of files that does not answer keeps nothing else from being forgotten.
  const erased = await eraseOldFiles(world).catch((error: unknown) => {
    if (error instanceof FilesAway) return error;
    throw error;
  });
  const filesErased = erased instanceof FilesAway ? 0 : erased;
  // Writing the tables anew makes askers wait: once a day is enough.
  const before = await world.retention.lastReport();
  const earlier = before?.day === today ? before.report : undefined;
  const tablesRewritten = (earlier?.tablesRewritten ?? 0) > 0 ? 0 : await world.retention.scrub();
  const report = { ...forgotten, sealedAnew, keysDestroyed: due.length, filesErased, tablesRewritten };
  await world.retention.report(today, earlier === undefined ? report : added(earlier, report));
  if (erased instanceof FilesAway) throw erased;
  return report;
};

const added = (one: RetentionReport, other: RetentionReport): RetentionReport => ({
  contactsForgotten: one.contactsForgotten + other.contactsForgotten,
  subscriptionsEnded: one.subscriptionsEnded + other.subscriptionsEnded,
  requestsForgotten: one.requestsForgotten + other.requestsForgotten,
  titlesForgotten: one.titlesForgotten + other.titlesForgotten,
  sealedAnew: one.sealedAnew + other.sealedAnew,
  keysDestroyed: one.keysDestroyed + other.keysDestroyed,
  filesErased: one.filesErased + other.filesErased,
  tablesRewritten: one.tablesRewritten + other.tablesRewritten,
});

const sealAnew = async (world: Parts, until: Day, today: Day): Promise<number> => {
  let anew = 0;
  for (;;) {
    const rows = await world.retention.sealedUntil(until, page);
    for (const row of rows) {
      const words = await world.vault.open(row.day, row.id, row.sealed);
      const sealed =
        words === undefined ? null : { id: row.id, day: today, sealed: await world.vault.seal(today, row.id, words) };
      await world.retention.reseal(row, sealed);
      if (sealed !== null) anew++;
    }
    if (rows.length < page) return anew;
  }
};
