import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecordLog } from './record-log.ts';

const createOwners = () => {
  const addresses = new Map<number, number>();
  const log = createRecordLog(
    (owner) => addresses.get(owner) ?? -1,
    (owner, address) => void addresses.set(owner, address),
  );
  const remove = (owner: number): void => {
    const address = addresses.get(owner);
    if (address === undefined) return;
    log.remove(address);
    addresses.delete(owner);
    log.settle();
  };
  const put = (owner: number, body: Uint8Array): void => {
    remove(owner);
    addresses.set(owner, log.append(owner, body));
    log.settle();
  };
  const bodyOf = (owner: number): Uint8Array => {
    const { bytes, from, to } = log.read(addresses.get(owner) ?? -1);
    return bytes.slice(from, to);
  };
  return { put, remove, bodyOf, addresses };
};

test('records read back as written, wherever tidying has moved them', () => {
  const step = fc.record({ owner: fc.nat(30), length: fc.constantFrom(0, 1, 40, 700, 3000), isPut: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const owners = createOwners();
      const held = new Map<number, Uint8Array>();
      for (const [i, { owner, length, isPut }] of steps.entries()) {
        const body = new Uint8Array(length).fill(i);
        if (isPut) owners.put(owner, body);
        else owners.remove(owner);
        if (isPut) held.set(owner, body);
        else held.delete(owner);
      }
      for (const [owner, body] of held) expect(owners.bodyOf(owner)).toEqual(body);
    }),
  );
});

test('what is written again and again takes no more room: addresses come back', () => {
  const owners = createOwners();
  const body = new Uint8Array(1000);
  for (let owner = 0; owner < 4000; owner++) owners.put(owner, body.fill(owner));
  const highest = Math.max(...owners.addresses.values());
  for (let i = 0; i < 60_000; i++) owners.put((i * 7919) % 4000, body.fill((i * 7919) % 4000));
  expect(Math.max(...owners.addresses.values())).toBeLessThan(1.6 * highest);
  for (let owner = 0; owner < 4000; owner += 97) expect(owners.bodyOf(owner)).toEqual(new Uint8Array(1000).fill(owner));
});

test('a record larger than a chunk is one record still', () => {
  const owners = createOwners();
  owners.put(1, new Uint8Array(3_000_000).fill(1));
  owners.put(2, new Uint8Array(10).fill(2));
  owners.remove(1);
  owners.put(3, new Uint8Array(3_000_000).fill(3));
  expect([owners.bodyOf(2)[9], owners.bodyOf(3)[2_999_999]]).toEqual([2, 3]);
});
