// Outside witnesses sign each checkpoint that is laid, beside sealing: their signatures are served below it, and one that is
// dead holds up neither a leaf nor another witness.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import type { NamedWitness } from '../../src/desk/index.ts';
import { gatherCosignature, readLog } from '../../src/desk/index.ts';
import { openCheckpoint, verifyEd25519 } from '../../src/kit/tlog/index.ts';
import { followWitnesses } from '../../src/main/follow-witnesses.ts';
import { askWitnesses } from '../../src/outside/witness/index.ts';
import type { Database } from '../../src/store/index.ts';
import { logNameOfTests, signersOfTests } from '../in-memory/log.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';
import { signerFilled, witnessSigner } from '../tlog/a-log.ts';
import { aWitness } from '../tlog/a-witness.ts';

const { key } = (await signersOfTests())[0]!;
const logs = new Map([[logNameOfTests, [key]]]);
const options = { verify: verifyEd25519, now: () => new Date(), chance: () => 1 };

const real = async (): Promise<NamedWitness> => {
  const { address } = await aWitness(undefined, undefined, logs);
  return { url: address, key: witnessSigner.key, organisation: 'Báo Chứng', country: 'VN' };
};

/** Takes every request and never answers; how many came. */
const silent = async () => {
  let asked = 0;
  const server = createServer(() => void asked++).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const made = await signerFilled('im-lang.example', 0x04, 9);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { witness: { url, key: made.key, organisation: 'Đài Im Lặng', country: 'JP' }, asked: () => asked };
};

const seal = async (world: StoredWorld, database: Database, word: string): Promise<void> => {
  await database.all(sql`insert into log_leaves (kind, entry) values ('labels-changed', ${JSON.stringify({ word })})`);
  await world.log.seal();
};

/** Size of the checkpoint that is served, and whose cosignatures stand below it. */
const served = async ({ log }: StoredWorld, witnesses: readonly NamedWitness[]) => {
  const opened = await openCheckpoint((await log.files.read('checkpoint'))!, {
    log: [key],
    witnesses: witnesses.map((one) => one.key),
    verify: verifyEd25519,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  return { size: opened.value.checkpoint.size, by: opened.value.cosignatures.map((one) => one.key.name) };
};

const soon = { timeout: 20_000, interval: 20 };

test('each new checkpoint is signed by the witness beside sealing, and the log goes on from it', async () => {
  const { world, database } = await storedWorld();
  const witness = await real();
  const told: unknown[] = [];
  const follower = followWitnesses(world, askWitnesses([witness], options), [witness], (line) => void told.push(line));
  onTestFinished(follower.stop);
  for (const [i, word] of ['one', 'two', 'three'].entries()) {
    await seal(world, database, word);
    expect((await served(world, [witness])).size).toBe(i + 1);
    follower.wake();
    await expect.poll(() => served(world, [witness]), soon).toEqual({ size: i + 1, by: ['witness.example'] });
  }
  expect(follower.standing()).toEqual({ 'witness.example': 1 });
  expect(told).toEqual([]);
  expect(world.log.fault()).toBeUndefined();
});

test('a witness that never answers holds up no leaf and no other witness, and is named', async () => {
  const { world, database } = await storedWorld();
  const [witness, dead] = [await real(), await silent()];
  const both = [witness, dead.witness];
  const told: Readonly<Record<string, unknown>>[] = [];
  const port = askWitnesses(both, { ...options, patienceMs: 3_000 });
  await seal(world, database, 'one');
  const follower = followWitnesses(world, port, both, (line) => void told.push(line));
  onTestFinished(follower.stop);
  await expect.poll(dead.asked, soon).toBe(1);
  // It is being asked just now, and will be for a while.
  await seal(world, database, 'two');
  follower.wake();
  await expect.poll(() => served(world, both), soon).toEqual({ size: 2, by: ['witness.example'] });
  expect(told).toEqual([]);
  await expect.poll(() => follower.standing(), soon).toEqual({ 'witness.example': 1, 'im-lang.example': 0 });
  expect(told).toEqual([expect.objectContaining({ witness: 'im-lang.example', code: 'witness-unreachable' })]);
  Object.assign(world.log, { witnesses: async () => both });
  const unsigned = async () => (await readLog(world, { below: null, kind: null, limit: 1 })).unsigned;
  await expect
    .poll(unsigned, soon)
    .toEqual([{ ...namedAs(dead.witness), problem: 'witness-unreachable', since: world.now() }]);
  // Since when stays as it was, whatever it fails by later, until it signs.
  await world.log.rows.hearWitness('im-lang.example', new Date(world.now().getTime() + 86_400_000), 'witness-refused');
  expect(await unsigned()).toEqual([{ ...namedAs(dead.witness), problem: 'witness-refused', since: world.now() }]);
  await world.log.rows.hearWitness('im-lang.example', world.now(), null);
  expect(await unsigned()).toEqual([{ ...namedAs(dead.witness), problem: null, since: null }]);
});

const namedAs = ({ key, organisation, country }: NamedWitness) => ({ name: key.name, organisation, country });

test('a signature over a checkpoint that is no longer the newest is not laid below another one', async () => {
  const { world, database } = await storedWorld();
  const witness = await real();
  const asks = askWitnesses([witness], options);
  await seal(world, database, 'one');
  const late = await gatherCosignature(
    world.log,
    {
      cosign: async (asked) => {
        const answers = await asks.cosign(asked);
        await seal(world, database, 'two');
        return answers;
      },
    },
    witness,
  );
  expect(late?.answer.ok).toBe(true);
  expect(await served(world, [witness])).toEqual({ size: 2, by: [] });
  const next = await gatherCosignature(world.log, asks, witness, { onlyAsk: true });
  expect([next?.answer.ok, await served(world, [witness])]).toEqual([true, { size: 2, by: [] }]);
  await gatherCosignature(world.log, asks, witness);
  expect(await served(world, [witness])).toEqual({ size: 2, by: ['witness.example'] });
  expect(await gatherCosignature(world.log, asks, witness)).toBeUndefined();
});
