// What is somebody's own is for whoever signed in: a token of theirs neither reads nor changes it. And refusals are in the caller's language.
import { expect, test } from 'vitest';
import { rightsOf } from '../../src/core/access-token.ts';
import { deskServer } from '../desk/desk-server.ts';
import { organisation } from '../in-memory/server.ts';
import { documentOf } from './document.ts';
import { bearerOf } from './one-identity.ts';

const asking =
  (desk: Awaited<ReturnType<typeof deskServer>>, authorization: string) =>
  async (method: string, path: string, lang?: string) => {
    const headers = { authorization, ...(lang === undefined ? {} : { 'accept-language': lang }) };
    const reply = await desk.server.fetch(new Request(`https://kiemchung.example${path}`, { method, headers }));
    return {
      status: reply.status,
      lang: reply.headers.get('content-language'),
      json: (await reply.json()) as Record<string, string>,
    };
  };

test('tokens, sessions and passkeys of one’s own are listed, made and ended by whoever signed in, never by a token', async () => {
  const desk = await deskServer();
  const { owner } = desk.team;
  const ask = asking(desk, await bearerOf(desk, owner, rightsOf('owner')));
  const { operations } = await documentOf(desk.server);
  const own = operations.filter(({ path }) => path.includes('/desk/me/'));
  expect(own.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'GET /api/v1/desk/me/tokens',
      'GET /api/v1/desk/me/sessions',
      'GET /api/v1/desk/me/passkeys',
    ]),
  );
  expect(own.filter(({ path }) => /recovery/.test(path))).toEqual([]);
  for (const { name, method, path, security } of own) {
    const filled = path.replaceAll(/\{\w+\}/g, '11111111-1111-4111-8111-111111111111');
    const { status, json } = await ask(method.toUpperCase(), filled);
    expect([name, status, json.code, security]).toEqual([name, 403, 'not-by-token', [{ session: [] }]]);
  }
  expect((await ask('GET', '/api/v1/desk/me')).status).toBe(200);
  expect((await desk.as(owner, 'GET', '/api/v1/desk/me/tokens')).status).toBe(200);
});

test('a refusal by API is in the language that its caller asks for, also where the instance publishes in another one only', async () => {
  const en = ['en', 'en-GB,en;q=0.9', 'fr, en;q=0.5', 'EN'];
  for (const languages of [['vi', 'en'], ['vi']] as const) {
    const desk = await deskServer({ organisation: { ...organisation, languages } });
    const ask = asking(desk, await bearerOf(desk, desk.team.trainee, ['desk.see']));
    for (const path of [
      '/api/v1/desk/me/tokens',
      '/api/v1/desk/cases/999',
      '/api/v1/desk/nothing',
      '/api/v1/desk/webhooks',
    ])
      for (const given of [...en, 'vi', 'vi-VN, en;q=0.5', 'fr', '*', undefined]) {
        const { status, lang, json } = await ask('GET', path, given);
        const wanted = given !== undefined && en.includes(given) ? 'en' : 'vi';
        expect([path, given, status >= 400, lang]).toEqual([path, given, true, wanted]);
        expect(/[àáảãạăâđêôơưếệộớợ]/iu.test(`${json.title} ${json.detail}`), `${path} ${given} ${json.title}`).toBe(
          wanted === 'vi',
        );
      }
  }
});
