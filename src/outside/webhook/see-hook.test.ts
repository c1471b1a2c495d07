import { expect, test } from 'vitest';
import { seeHookWith } from './see-hook.ts';

const leadsTo = (...addresses: readonly string[]) => seeHookWith({ lookup: async () => addresses });
const refusedAs = (code: string) => ({ ok: false, error: { code, field: 'url' } });

test('an address outside is seen, by name or written as such', async () => {
  for (const url of ['https://nhan.example/x', 'https://nhan.example:8443/', 'https://93.184.215.14/'])
    expect(await leadsTo('93.184.215.14')(url), url).toEqual({ ok: true, value: null });
});

test('an address inside is refused before anything is kept, however it is written', async () => {
  const literal = [
    'https://127.0.0.1/',
    'https://10.0.0.1:8443/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://localhost./',
    'https://kho.internal/',
    'https://may-in/',
    'https://nhan.example:5432/',
    'http://nhan.example/',
    'https://a:b@nhan.example/',
  ];
  for (const url of literal)
    expect(await leadsTo('93.184.215.14')(url), url).toEqual(refusedAs('webhook-forbidden-address'));
});

test('a name is refused by what it leads to, even where one of several addresses is inside', async () => {
  const url = 'https://nhan.example/';
  for (const address of [
    '127.0.0.1',
    '10.0.0.5',
    '192.168.1.9',
    '172.16.0.1',
    '100.64.0.1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])
    expect(await leadsTo('93.184.215.14', address)(url), address).toEqual(refusedAs('webhook-forbidden-address'));
  expect(await leadsTo()(url)).toEqual(refusedAs('webhook-unreachable'));
});

test('a name that leads nowhere, or whose server says nothing, is told apart', async () => {
  const nowhere = seeHookWith({
    lookup: async () => {
      throw Object.assign(new Error('nhan.example'), { code: 'ENOTFOUND' });
    },
  });
  expect(await nowhere('https://nhan.example/')).toEqual(refusedAs('webhook-unreachable'));
  const silent = seeHookWith({ lookup: () => new Promise(() => undefined), timeoutMs: 20 });
  expect(await silent('https://nhan.example/')).toEqual(refusedAs('webhook-timeout'));
});
