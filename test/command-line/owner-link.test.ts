// The way in for whoever runs the machine: printed at the first start, and again when an owner is locked out.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { emptyPlace, ended, start } from './run.ts';

test('the start prints the link of the first owner; owner-link prints another, and the one before stops working', async () => {
  const place = emptyPlace();
  const child = start(
    ['serve', '--json', '--port', '0', '--data', join(place.folder, 'data')],
    place.env,
    place.folder,
  );
  const end = ended(child);
  const lines = createInterface({ input: child.stdout });
  const { owner, address } = await new Promise<{ owner: string; address: string }>((ready, failed) => {
    lines.once('line', (line) => ready(JSON.parse(line) as { owner: string; address: string }));
    void end.then(({ err }) => failed(new Error(err)));
  });
  expect(owner).toMatch(/:\d+\/join\?code=[0-9a-f]{32}$/);
  const pageOf = async (link: string) =>
    (await fetch(`${address}${new URL(link).pathname}${new URL(link).search}`)).text();
  expect(await pageOf(owner)).toContain('name="password"');
  const accepts = { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.5' };
  const inEnglish = await fetch(`${address}/join${new URL(owner).search}`, { headers: accepts });
  expect(new URL(inEnglish.url).pathname).toBe('/en/join');
  expect(await inEnglish.text()).toContain('<html lang="en">');

  const printed = await place.run(['owner-link', '--data', 'data', '--json']);
  const { link } = JSON.parse(printed.out) as { link: string };
  expect(printed.code).toBe(0);
  expect(await pageOf(link)).toContain('name="password"');
  expect(await pageOf(owner)).not.toContain('name="password"');

  const nobody = await place.run(['owner-link', '--data', 'data', '--email', 'ai@example.org']);
  expect([nobody.code, nobody.out]).toEqual([64, '']);
  expect(nobody.err).toContain('no owner has this address');
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
});
