// The sequencer over each place in which the files of a log can lie: killed at every step, and with its lock lost.
import { sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { auditOwnLog, type LogFiles, type LogStep, rebuildLog, sealLeaves } from '../../src/desk/index.ts';
import { logInBucket } from '../../src/outside/log/index.ts';
import { lockKeys } from '../../src/store/locks.ts';
import { logPlaces } from '../in-memory/log-places.ts';
import { objectStore } from '../in-memory/object-store.ts';
import { tempDatabase } from '../temp-database.ts';
import { ask, logWith, refusal, sealed, sizeOf } from './sealing.ts';

const steps: readonly LogStep[] = ['standing', 'numbered', 'laid', 'compared', 'signed', 'checkpoint', 'acknowledged'];

describe.each(logPlaces)('%s', (_, place) => {
  test('killed at any step, it goes on from there: every leaf once, and never a checkpoint ahead of its files', async () => {
    const database = await tempDatabase();
    const { open } = await place();
    const log = logWith(database, open());
    let before = 0;
    for (let round = 0; round < 3; round++) {
      for (const [i, step] of steps.entries()) {
        await ask(database, 40 + i);
        const killed = sealLeaves(log, async (at) => {
          if (at === step) throw new Error('killed');
        });
        await expect(killed).rejects.toThrow('killed');
        const audited = await auditOwnLog(log);
        expect(audited.ok).toBe(true);
        // What comes meanwhile must not push in between what has numbers already.
        await ask(database, 3);
        await sealed(log);
        expect(sizeOf(await log.files.read('checkpoint'))).toBe(before + 43 + i);
        before += 43 + i;
        expect(await auditOwnLog(logWith(database, open()))).toEqual({ ok: true, value: before });
      }
    }
    const [rows] = await database.all<{ all: number; numbers: number; last: number }>(sql`
      select count(*) as all, count(distinct leaf_number) as numbers, max(leaf_number) as last from log_leaves where sealed`);
    expect(rows).toEqual({ all: before, numbers: before, last: before - 1 });
    const head = await log.rows.head();
    expect(head?.checkpoint).toBe(new TextDecoder().decode(await log.files.read('checkpoint')));
  });

  test('killed between any two files that it lays or clears, it goes on, and no other bytes stand under what was signed', async () => {
    const database = await tempDatabase();
    const { open, lies } = await place();
    const files = open();
    await ask(database, 250);
    await sealed(logWith(database, files));
    let sealedNow = 250;
    // Each round ends one deed later, until a whole batch goes through.
    for (let deeds = 0, whole = false; !whole; deeds++) {
      await ask(database, 9);
      whole = await sealLeaves(logWith(database, killedAfter(files, deeds))).then(
        () => true,
        () => false,
      );
      await sealed(logWith(database, open()));
      sealedNow += 9;
      expect(await auditOwnLog(logWith(database, open()))).toEqual({ ok: true, value: sealedNow });
    }
    expect(sealedNow).toBeGreaterThan(256 + 9);
    expect((await lies()).filter((path) => path.startsWith('.'))).toEqual([]);
  });

  test('whoever lost the lock right before the checkpoint cannot lay an older one over a newer one', async () => {
    const database = await tempDatabase();
    const { open } = await place();
    await ask(database, 5);
    await sealed(logWith(database, open()));
    await ask(database, 2);
    const files = open();
    let newer: Uint8Array | undefined;
    const slow: LogFiles = {
      ...files,
      layCheckpoint: async (bytes, over) => {
        // The last look at the lock is over. Now its connection breaks, and another one goes on, and further.
        await database.all(sql`
          select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${lockKeys.sequencing}
            and database = (select oid from pg_database where datname = current_database())`);
        await expect.poll(() => sealed(logWith(database, open()))).toBe(2);
        await ask(database, 3);
        expect(await sealed(logWith(database, open()))).toBe(3);
        newer = await open().read('checkpoint');
        await files.layCheckpoint(bytes, over);
      },
    };
    await expect(sealLeaves(logWith(database, slow))).rejects.toMatchObject({ name: 'CheckpointMoved' });
    expect(sizeOf(newer)).toBe(10);
    expect(await open().read('checkpoint')).toEqual(newer);
    await ask(database, 1);
    expect(await sealed(logWith(database, open()))).toBe(1);
    expect(await auditOwnLog(logWith(database, open()))).toEqual({ ok: true, value: 11 });
  });

  test('two processes that ask and seal at once make one strict order without a gap', async () => {
    const database = await tempDatabase();
    const { open, lies } = await place();
    const worker = async () => {
      const log = logWith(database, open());
      for (let i = 0; i < 12; i++) {
        await ask(database, 25);
        await sealed(log);
      }
    };
    await Promise.all([worker(), worker()]);
    const log = logWith(database, open());
    await sealed(log);
    expect(await auditOwnLog(log)).toEqual({ ok: true, value: 600 });
    expect(await log.rows.waiting()).toBe(false);
    // A tile that is full leaves no partial ones behind.
    const partial = (await lies()).filter((path) => path.startsWith('tile/0/') && path.includes('.p/'));
    expect(partial.filter((path) => !path.startsWith('tile/0/002.p/'))).toEqual([]);
  });

  test('files that were lost are written again from the database, and what is there is left alone', async () => {
    const database = await tempDatabase();
    const first = await place();
    const log = logWith(database, first.open());
    await ask(database, 300);
    await sealed(log);
    expect(await rebuildLog(log)).toMatchObject({ ok: false, error: { code: 'log-there' } });
    const anew = (await place()).open();
    expect(await rebuildLog(logWith(database, anew))).toEqual({ ok: true, value: 300 });
    for (const path of await first.lies()) expect(await anew.read(path), path).toEqual(await log.files.read(path));
    expect(await auditOwnLog(logWith(database, anew))).toEqual({ ok: true, value: 300 });
  });
});

/** Files under a process that dies after so many deeds. */
const killedAfter = (files: LogFiles, deeds: number): LogFiles => {
  let left = deeds;
  const alive = (): void => {
    if (left-- <= 0) throw new Error('killed');
  };
  return {
    read: files.read,
    lay: async (path, bytes) => {
      alive();
      await files.lay(path, bytes);
    },
    layCheckpoint: async (bytes, over) => {
      alive();
      await files.layCheckpoint(bytes, over);
    },
    clear: async (path) => {
      alive();
      await files.clear(path);
    },
  };
};

test('while the store of the files does not answer nothing is signed and it says so; when it is back, it goes on by itself', async () => {
  const database = await tempDatabase();
  const store = await objectStore({ ifNoneMatch: true, ifMatch: true });
  onTestFinished(() => store.remove());
  const log = logWith(database, logInBucket(store.place));
  await ask(database, 4);
  await sealed(log);
  await store.stop();
  await ask(database, 2);
  expect(await refusal(sealLeaves(log))).toBe('log-files-away');
  expect(await refusal(auditOwnLog(log))).toBe('log-files-away');
  await store.again();
  expect(await sealed(log)).toBe(2);
  expect(await auditOwnLog(log)).toEqual({ ok: true, value: 6 });
});
