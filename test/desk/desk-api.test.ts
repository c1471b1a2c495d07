import { expect, test } from 'vitest';
import { uiLangs } from '../../src/base/lang.ts';
import type { Right } from '../../src/core/rights.ts';
import { templateKeys } from '../../src/core/template.ts';
import { decideTemplate, makeToken, proposeTemplate } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

let made = 0;
/** Requests by a program with a token of this member. */
const program = async (desk: DeskServer, role: keyof DeskServer['team'], rights: readonly Right[]) => {
  const secret = (++made).toString(16).padStart(64, '0');
  const token = await makeToken(desk.world, { actor: desk.team[role], name: 'test', rights, days: 7, secret });
  if (!token.ok) throw new Error(token.error.code);
  const authorization = `Bearer ${token.value.text}`;
  return async (method: string, path: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await desk.server.fetch(
      new Request(`http://x.example/api/v1${path}`, {
        method,
        ...sent,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      }),
    );
    return {
      status: response.status,
      headers: response.headers,
      json: response.status === 204 ? null : await response.json(),
    };
  };
};

test('a program practises as its owner does, blind until the end', async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const ask = await program(desk, 'trainee', ['desk.see']);
  expect((await ask('GET', '/desk/practice')).json).toMatchObject({ left: 1, attempts: [] });
  const begun = await ask('POST', '/desk/practice', {});
  expect(begun.status).toBe(201);
  expect(begun.headers.get('access-control-allow-origin')).toBeNull();
  expect(JSON.stringify(begun.json)).not.toContain(check?.texts.vi?.title);
  expect(begun.json).toMatchObject({ comparison: null, attempt: { step: 'checkable' } });
  const at = `/desk/practice/${begun.json.attempt.id}`;
  expect((await ask('POST', `${at}/answers`, { step: 'verdict', verdict: 'false' })).status).toBe(409);
  await ask('POST', `${at}/answers`, { step: 'checkable', checkable: 'yes' });
  expect((await ask('POST', `${at}/answers`, { step: 'evidence', independent: [99] })).status).toBe(422);
  await ask('POST', `${at}/answers`, { step: 'evidence', independent: [0, 1, 2, 3] });
  const done = await ask('POST', `${at}/answers`, { step: 'verdict', verdict: 'false', short: 'Không.' });
  expect(done.json).toMatchObject({ attempt: { step: null }, comparison: { verdict: { nearness: 'same' } } });
  const other = await program(desk, 'owner', ['desk.see']);
  expect((await other('GET', at)).status).toBe(404);
  expect((await other('DELETE', at)).status).toBe(204);
  expect((await ask('GET', at)).status).toBe(200);
  expect((await ask('DELETE', at)).status).toBe(204);
  expect((await ask('GET', at)).status).toBe(404);
});

test('a token does nothing that it was not made for, and nothing without it', async () => {
  const desk = await deskServer();
  const seeing = await program(desk, 'editor', ['desk.see']);
  const given = { key: 'thanks', lang: 'vi', text: 'Cảm ơn bạn.', base: 0 };
  expect((await seeing('POST', '/desk/templates', given)).json).toMatchObject({ status: 403, code: 'forbidden' });
  const editing = await program(desk, 'editor', ['templates.edit']);
  expect((await editing('GET', '/desk/practice')).status).toBe(403);
  // What everybody will be told is neither proposed nor agreed to by a program, whatever its token holds.
  expect((await editing('POST', '/desk/templates', given)).json).toMatchObject({ code: 'not-by-token' });
  const by = async (role: keyof DeskServer['team'], method: string, path: string, body?: object) => {
    const response = await desk.as(desk.team[role], method, `/api/v1/desk/templates${path}`, body);
    return response.status === 204 ? null : response.json();
  };
  const proposed = await by('editor', 'POST', '', given);
  expect(proposed).toMatchObject({ state: 'waiting', base: 0, outgoing: 'Cảm ơn bạn.' });
  expect(await by('owner', 'POST', '', { ...given, text: 'Khác.' })).toMatchObject({ code: 'template-waiting' });
  expect(await by('editor', 'POST', '', { ...given, text: '[[x' })).toMatchObject({
    code: 'invalid-input',
    reason: 'template-blank-open',
  });
  const decision = `/${proposed.id}/decision`;
  expect(await by('editor', 'POST', decision, { decision: 'agree' })).toMatchObject({ code: 'template-own' });
  expect(await by('reviewer', 'POST', decision, { decision: 'refuse' })).toMatchObject({ reason: 'template-reason' });
  const agreeing = await program(desk, 'reviewer', ['templates.approve']);
  expect((await agreeing('GET', '/desk/templates')).json).toMatchObject({ proposals: [{ id: proposed.id }] });
  expect((await agreeing('POST', `/desk/templates${decision}`, { decision: 'agree' })).json).toMatchObject({
    code: 'not-by-token',
  });
  expect(await by('reviewer', 'POST', decision, { decision: 'agree' })).toMatchObject({ state: 'agreed' });
  expect(await by('reviewer', 'POST', decision, { decision: 'agree' })).toMatchObject({ code: 'template-decided' });
  expect(await by('editor', 'POST', '', { ...given, text: 'Khác.' })).toMatchObject({ code: 'template-changed' });
  const next = await by('editor', 'POST', '', { ...given, base: 1, text: 'Khác.' });
  expect(await by('owner', 'DELETE', `/${next.id}`)).toMatchObject({ code: 'not-found' });
  expect(await by('editor', 'DELETE', `/${next.id}`)).toBeNull();
  // Another site's page that rides on a session does nothing, and nobody at all neither.
  const elsewhere = { 'x-test-member': desk.team.editor.id, 'sec-fetch-site': 'cross-site' };
  for (const [headers, code] of [
    [elsewhere, 'forbidden'],
    [{}, 'signed-out'],
  ] as const) {
    const sent = new Request('http://x.example/api/v1/desk/practice', { headers });
    expect(await (await desk.server.fetch(sent)).json()).toMatchObject({ code });
  }
});

test('everybody reads the templates, and the texts before', async () => {
  const desk = await deskServer();
  const { editor, reviewer } = desk.team;
  const given = { actor: editor, key: 'thanks', lang: 'vi', text: 'Cảm ơn bạn.', base: 0 } as const;
  const proposed = await proposeTemplate(desk.world, given);
  if (!proposed.ok) throw new Error(proposed.error.code);
  await decideTemplate(desk.world, reviewer, proposed.value.id, { decision: 'approved', reason: '' });
  const response = await desk.server.fetch(new Request('http://x.example/api/v1/templates'));
  const { templates } = await response.json();
  expect(templates).toHaveLength(templateKeys.length * uiLangs.length);
  const thanks = templates.find(({ key, lang }: Record<string, string>) => key === 'thanks' && lang === 'vi');
  expect(thanks).toMatchObject({ n: 1, outgoing: 'Cảm ơn bạn.', earlier: [{ n: 0, changedOn: null }] });
  for (const { id } of [editor, reviewer]) expect(JSON.stringify(templates)).not.toContain(id);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});
