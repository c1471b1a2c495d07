// Asking witnesses: real ones on their ports, and such as lie, crawl or are gone.
import { expect, test } from 'vitest';
import type { NamedWitness, ToWitness, Witnessed } from '../../src/desk/index.ts';
import { cosign, formatCheckpoint, noteLine, openCheckpoint, verifyEd25519 } from '../../src/kit/tlog/index.ts';
import { askWitnesses } from '../../src/outside/witness/index.ts';
import { logSigner, noted, origin, serve, signerFilled, witnessSigner } from './a-log.ts';
import { aWitness, requestOf, treeOf } from './a-witness.ts';

const tree = treeOf();
const at = new Date(1_772_323_200_000);

const named = (url: string, key = witnessSigner.key): NamedWitness => ({
  url,
  key,
  organisation: 'Thư viện Ví Dụ',
  country: 'VN',
});

const toSign = async (size: number, of = tree): Promise<ToWitness> => ({
  checkpoint: await noted(size, of.root(size)),
  prove: async (oldSize) => {
    const proof = of.consistency(oldSize, size);
    return proof.ok ? proof.value : undefined;
  },
});

const asking = (
  url: string | readonly string[],
  how: { readonly patienceMs?: number; now?: () => Date; chance?: () => number } = {},
) =>
  askWitnesses(
    [url].flat().map((one) => named(one)),
    { verify: verifyEd25519, now: () => at, chance: () => 1, ...how },
  );

const said = ([one]: readonly Witnessed[]): string => {
  if (one === undefined) return 'nobody was asked';
  const { answer } = one;
  return answer.ok ? `signed ${answer.value.time}` : `${answer.error.code} ${answer.error.detail ?? ''}`.trim();
};

test('a witness that is new, one that goes on and one that saw this very tree sign, and the signature verifies', async () => {
  const { address, post } = await aWitness();
  const port = asking(address);
  for (const size of [5, 20, 20, 40]) {
    const asked = await toSign(size);
    const [answer] = await port.cosign(asked);
    expect(answer && said([answer])).toBe('signed 1772323200');
    const line = answer?.answer.ok ? noteLine(answer.answer.value.signature) : '';
    const opened = await openCheckpoint(`${asked.checkpoint}${line}`, {
      log: [logSigner.key],
      witnesses: [witnessSigner.key],
      quorum: 1,
      verify: verifyEd25519,
    });
    expect(opened.ok).toBe(true);
  }
  expect((await post(await requestOf(tree, 40, 40))).status).toBe(200);
});

test('one that does not sign is asked ever more rarely, an hour apart at most, and as before once it has signed', async () => {
  let signs = false;
  let heard = 0;
  const url = await serve(async (_, response) => {
    heard++;
    if (!signs) return response.writeHead(404).end('witness-log-unknown\n');
    const text = formatCheckpoint({ origin, size: 5, root: tree.root(5) });
    response.end(noteLine(await cosign(text, 7, witnessSigner)));
  });
  let [ms, chance] = [at.getTime(), 1];
  const port = asking(url, { now: () => new Date(ms), chance: () => chance });
  const asked = await toSign(5);
  /** Seconds until it is asked again. */
  const rest = async (): Promise<number> => {
    const [before, from] = [heard, ms];
    while (heard === before) {
      ms += 1_000;
      await port.cosign(asked);
    }
    return (ms - from) / 1_000;
  };
  await port.cosign(asked);
  const rests: number[] = [];
  while (rests.length < 13) rests.push(await rest());
  expect(rests).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600]);
  // Those that one witness failed together do not all come back together.
  chance = 0;
  expect([await rest(), await rest()]).toEqual([3600, 1800]);
  signs = true;
  await rest();
  signs = false;
  await port.cosign(asked);
  expect(await rest()).toBe(1);
});

test('one that has signed before is asked again from the size it has', async () => {
  const { address, post } = await aWitness();
  await post(await requestOf(tree, 0, 7));
  expect(said(await asking(`${address}/`).cosign(await toSign(20)))).toBe('signed 1772323200');
});

test('one that saw more leaves, another tree, or does not know the log, says so, and that is no failure of the line', async () => {
  const { address, post } = await aWitness();
  await post(await requestOf(tree, 0, 30));
  let hours = 0;
  const port = asking(address, { now: () => new Date(at.getTime() + 3_600_000 * hours++) });
  expect(said(await port.cosign(await toSign(20)))).toBe('witness-ahead 30 leaves there, 20 here');
  const lie = treeOf('lie');
  expect(said(await port.cosign(await toSign(30, lie)))).toBe('witness-saw-another at 30 leaves');
  expect(said(await port.cosign(await toSign(40, lie)))).toBe('witness-saw-another');
  expect(said(await port.cosign({ ...(await toSign(40)), prove: async () => undefined }))).toBe(
    'witness-no-proof from 30 leaves',
  );
  expect(said(await port.cosign(await toSign(40)))).toBe('signed 1772323200');
  const elsewhere = await serve((_, response) => response.writeHead(404).end('witness-log-unknown\n'));
  expect(said(await asking(elsewhere).cosign(await toSign(5)))).toBe('witness-refused HTTP 404 witness-log-unknown');
});

test('an answer that is no signature of its key over this checkpoint is worth nothing', async () => {
  const stranger = await signerFilled('witness.example', 0x04, 9);
  const text = (size: number) => formatCheckpoint({ origin, size, root: tree.root(size) });
  const lies: readonly (readonly [number, string, string])[] = [
    [200, '', 'no signature lines'],
    [200, 'OK\n', 'no signature lines'],
    [200, noteLine(await cosign(text(5), 1, stranger)), 'no signature of its key'],
    [200, noteLine(await cosign(text(6), 1, witnessSigner)), 'a signature that does not verify'],
    [409, 'many\n', 'a conflict without a size'],
    [409, '007\n', 'a conflict without a size'],
  ];
  for (const [status, body, detail] of lies) {
    const url = await serve((_, response) => response.writeHead(status).end(body));
    expect(said(await asking(url).cosign(await toSign(5)))).toBe(`witness-wrong-answer ${detail}`);
  }
  const both = `${noteLine(await cosign(text(5), 1, stranger))}${noteLine(await cosign(text(5), 7, witnessSigner))}`;
  const honest = await serve((_, response) => response.end(both));
  expect(said(await asking(honest).cosign(await toSign(5)))).toBe('signed 7');
});

test('one that is gone, silent or endless costs its time, hinders no other, and rests before it is asked again', async () => {
  const { address } = await aWitness();
  let heard = 0;
  const silent = await serve(() => {
    heard++;
  });
  const endless = await serve((_, response) => {
    response.writeHead(200);
    const pour = () => {
      while (response.write('a'.repeat(8192)));
      response.once('drain', pour);
    };
    pour();
  });
  const turning = await serve((request, response) => {
    request.resume();
    heard++;
    response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${1 + (heard % 3)}\n`);
  });
  let now = at;
  const port = asking(['http://127.0.0.1:1', silent, endless, turning, address], { patienceMs: 1_500, now: () => now });
  const codes = async (size: number) =>
    (await port.cosign(await toSign(size))).map(({ answer }) => (answer.ok ? 'signed' : answer.error.code));
  const away = ['witness-unreachable', 'witness-unreachable', 'witness-unreachable', 'witness-unreachable', 'signed'];
  expect(await codes(5)).toEqual(away);
  const before = heard;
  expect(await codes(6)).toEqual([
    ...away
      .slice(1)
      .map((): string => 'witness-resting')
      .slice(0, 4),
    'signed',
  ]);
  expect(heard).toBe(before);
  now = new Date(at.getTime() + 2_000);
  expect(await codes(7)).toEqual(away);
  now = new Date(at.getTime() + 5_000);
  expect((await codes(8))[0]).toBe('witness-resting');
  // A clock set back by years holds nobody off.
  now = new Date(at.getTime() - 10 * 365 * 86_400_000);
  expect((await codes(9))[0]).toBe('witness-unreachable');
  expect(
    await askWitnesses([], { verify: verifyEd25519, now: () => now, chance: () => 1 }).cosign(await toSign(5)),
  ).toEqual([]);
});
