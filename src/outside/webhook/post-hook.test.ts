import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Id } from '../../base/ids.ts';
import { httpServer } from '../fetch/hostile-server.ts';
import { postHookWith } from './post-hook.ts';
import { signedHeaders } from './sign.ts';

const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' as Id,
  at: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

test('signs as the example of Standard Webhooks does', () =>
  expect(signedHeaders(message)).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }));

test('the other side can tell that a message is real, and takes its body as it was signed', async () => {
  const heard: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  await using server = await httpServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ headers: request.headers, body });
    response.writeHead(204).end();
  });
  const post = postHookWith({
    allow: () => true,
    lookup: async () => ['127.0.0.1'],
    protocols: ['http:'],
    ports: [server.port],
  });
  const url = `http://nhan.example:${server.port}/nhan?a=1`;
  expect(await post({ ...message, url })).toEqual({ ok: true, value: { status: 204 } });
  const { headers, body } = heard[0] ?? { headers: {}, body: '' };
  const key = Buffer.from(message.secret.slice(6), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  expect(headers['content-type']).toBe('application/json');
});

test('a redirect is an answer and not followed', async () => {
  await using inner = await httpServer((_, response) => response.end());
  await using server = await httpServer((_, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${inner.port}/` }).end(),
  );
  const post = postHookWith({
    allow: () => true,
    lookup: async () => ['127.0.0.1'],
    protocols: ['http:'],
    ports: [server.port],
  });
  expect(await post({ ...message, url: `http://nhan.example:${server.port}/` })).toEqual({
    ok: true,
    value: { status: 307 },
  });
  expect(inner.connections()).toBe(0);
});

test('nothing is sent inside, however the address is written, nor by plain http', async () => {
  await using server = await httpServer((_, response) => response.end());
  const inside = postHookWith({ lookup: async () => ['127.0.0.1'] });
  const addresses = [
    'https://nhan.example/',
    'https://127.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'https://localhost./',
    'https://10.0.0.1:8443/',
    `https://nhan.example:${server.port}/`,
    'http://nhan.example/',
    'https://a:b@nhan.example/',
  ];
  for (const url of addresses)
    expect(await inside({ ...message, url }), url).toMatchObject({
      ok: false,
      error: { code: 'webhook-forbidden-address' },
    });
  expect(server.connections()).toBe(0);
});

test('who never answers is waited for only so long', async () => {
  await using server = await httpServer(() => undefined);
  const post = postHookWith({
    allow: () => true,
    lookup: async () => ['127.0.0.1'],
    protocols: ['http:'],
    ports: [server.port],
    timeoutMs: 200,
  });
  expect(await post({ ...message, url: `http://nhan.example:${server.port}/` })).toMatchObject({
    error: { code: 'webhook-timeout' },
  });
});

test('a host that whoever runs the command named may lie inside, and no other is told then', async () => {
  let heard = 0;
  await using server = await httpServer((_, response) => {
    heard++;
    response.writeHead(204).end();
  });
  const post = postHookWith({ named: `127.0.0.1:${server.port}`, protocols: ['http:'] });
  expect(await post({ ...message, url: `http://127.0.0.1:${server.port}/x` })).toEqual({
    ok: true,
    value: { status: 204 },
  });
  for (const url of [`http://localhost:${server.port}/`, 'http://nhan.example/', 'https://nhan.example/'])
    expect(await post({ ...message, url }), url).toMatchObject({ error: { code: 'webhook-forbidden-address' } });
  expect(heard).toBe(1);
});
