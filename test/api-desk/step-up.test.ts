// What weighs asks for the second factor by both doors: each operation of the document that does, and the form of the desk that does the same.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { conclusion } from '../desk/deciding.ts';
import { fieldsIn } from '../desk/team-server.ts';
import { documentOf } from './document.ts';
import { sceneFor, writtenBy } from './one-identity.ts';

type Form = {
  /** Where the form goes; `:table` is one row of it. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
};

const words = 'Chữ đã viết, còn nguyên';
/** The form beside each operation. What it carries beside its button comes back on the page that asks for the code. */
const forms: Readonly<Record<string, Form>> = {
  'POST /api/v1/desk/templates': { path: '/desk/templates/thanks', fields: { lang: 'en', base: '0', text: words } },
  'POST /api/v1/desk/templates/{id}/decision': {
    path: '/desk/templates/crisis/decide',
    fields: { proposal: ':template_proposals', reason: words, do: 'declined' },
  },
  'POST /api/v1/desk/me/tokens': { path: '/desk/account/tokens', fields: { name: words, days: '7', 'desk.see': 'on' } },
  'POST /api/v1/desk/me/passkeys/options': { path: '/desk/account/passkeys/options', fields: {} },
  'POST /api/v1/desk/me/passkeys': { path: '/desk/account/passkeys', fields: {} },
  'DELETE /api/v1/desk/me/passkeys/{id}': { path: '/desk/account/passkeys/:staff/remove', fields: {} },
  'POST /api/v1/desk/submissions/{id}/reviews': {
    path: '/desk/reviews/:submissions',
    fields: { outcome: 'changes', hash: 'x', reason: words },
  },
  'POST /api/v1/desk/submissions/{id}/override': {
    path: '/desk/reviews/:submissions',
    fields: { outcome: 'overridden', hash: 'x', reason: words },
  },
  'POST /api/v1/desk/appeals/{id}/answer': {
    path: '/desk/appeals/:appeals',
    fields: { outcome: 'upheld', 'reasons-vi': words, 'reasons-en': words },
  },
  'POST /api/v1/desk/appeals/{id}/correct': {
    path: '/desk/appeals/:appeals/correct',
    fields: { 'reasons-vi': words, 'reasons-en': words, 'why-vi': words, 'why-en': words },
  },
  'POST /api/v1/desk/appeals/{id}/agree': {
    path: '/desk/appeals/:appeals/agree',
    fields: { proposed: '00000000-0000-4000-8000-000000000001' },
  },
  'POST /api/v1/desk/appeals/{id}/look': { path: '/desk/appeals/:appeals/look', fields: { ground: 'yes' } },
  'POST /api/v1/desk/data-requests/{id}/reply': {
    path: '/desk/data-requests/:data_requests',
    fields: { reply: words },
  },
  'POST /api/v1/desk/alias-proposals': {
    path: '/operator/wordings',
    fields: { check: 'x', lang: 'vi', text: words },
  },
  'POST /api/v1/desk/alias-proposals/{id}/decision': {
    path: '/operator/wordings/proposals/:alias_proposals',
    fields: { decision: 'confirmed' },
  },
  'POST /api/v1/desk/aliases/{id}/decision': {
    path: '/operator/wordings/:taught_aliases/use',
    fields: { decision: 'confirm' },
  },
  'POST /api/v1/desk/aliases/{id}/bring-back': {
    path: '/operator/wordings/:taught_aliases/use',
    fields: { decision: 'bring-back' },
  },
  'POST /api/v1/desk/sources/{id}/answers': {
    path: '/operator/sources/:sources',
    fields: { answers: '1', reason: words },
  },
  'POST /api/v1/desk/cases/{number}/wordings/{id}/decision': {
    path: '/desk/cases/:worded/wordings/:case_wordings',
    fields: { decision: 'approved' },
  },
  'POST /api/v1/desk/cases/{number}/closing/decision': {
    path: '/desk/cases/:asked/closing',
    fields: { closing: ':closings_asked', do: 'agreed' },
  },
  'POST /api/v1/desk/opt-ins/{id}/decision': { path: '/operator/opt-ins/:source_opt_ins', fields: { do: 'agree' } },
  'POST /api/v1/desk/imports/{id}/decision': {
    path: '/operator/imports/:import_runs/decision',
    fields: { do: 'agree' },
  },
  'POST /api/v1/desk/requests': {
    path: '/desk/requests',
    fields: { kind: 'state', name: words, 'says.vi': words, 'ground.en': words },
  },
  'POST /api/v1/desk/requests/{id}/decision': { path: '/desk/requests/:outside_requests', fields: { do: 'agree' } },
  'POST /api/v1/desk/rater-proposals/{id}/weighing': {
    path: '/desk/raters/proposals/:rater_proposals',
    fields: { as: 'accepted' },
  },
  'POST /api/v1/desk/rater-proposals/{id}/decision': {
    path: '/desk/raters/proposals/:rater_proposals',
    fields: { do: 'agree' },
  },
  'POST /api/v1/desk/standing-answers': {
    path: '/desk/raters/answers',
    fields: { check: 'nuoc-am', 'says.vi': words, 'says.en': words },
  },
  'POST /api/v1/desk/standing-answers/{id}/decision': {
    path: '/desk/raters/answers/:standing_answers',
    fields: { do: 'agree' },
  },
  'POST /api/v1/desk/rater-invitations': { path: '/desk/raters/invitations', fields: { email: 'lan@hoi.example' } },
  'POST /api/v1/desk/appeals/{id}/settle': {
    path: '/desk/appeals/:appeals/settle',
    fields: { 'because-vi': words, 'because-en': words },
  },
  'POST /api/v1/desk/team/invitations': {
    path: '/desk/team/invitations',
    fields: { role: 'checker', email: 'lan@toasoan.example' },
  },
  'DELETE /api/v1/desk/team/invitations/{id}': { path: '/desk/team/invitations/:invitations/withdraw', fields: {} },
  'POST /api/v1/desk/team/{id}/role': { path: '/desk/team/:staff/role', fields: { role: 'owner' } },
  'POST /api/v1/desk/team/{id}/renew': { path: '/desk/team/:staff/renew', fields: {} },
  'DELETE /api/v1/desk/team/{id}': { path: '/desk/team/:staff/remove', fields: {} },
  'POST /api/v1/desk/webhooks': {
    path: '/desk/webhooks',
    fields: { url: 'https://hooks.example.org/b', 'case.opened': 'on' },
  },
  'POST /api/v1/desk/webhooks/{id}/secret': { path: '/desk/webhooks/:webhooks', fields: { do: 'renew' } },
  'POST /api/v1/desk/verdicts': { path: '/desk/verdicts', fields: { 'en.false': words, 'vi.false': words } },
  'POST /api/v1/desk/cases/{number}/submissions/withdrawal': {
    path: '/desk/cases/:published/withdraw',
    fields: { 'because.vi': words, 'because.en': words },
  },
  'POST /api/v1/desk/explainers/{slug}/withdrawal': {
    path: '/desk/explainers/:explained/withdraw',
    fields: { 'because.vi': words, 'because.en': words },
  },
};

test('every operation that asks for the second factor has a form that asks for it as well, and keeps what was typed', async () => {
  const scene = await sceneFor({ name: 'an owner', role: 'owner', by: 'session', proven: false });
  const { desk, me } = scene;
  await desk.database.all(
    sql`insert into sources (id, name, site) values (gen_random_uuid(), 'Nguồn', 'nguon.example')`,
  );
  await desk.database.all(sql`
    insert into source_opt_ins (id, source_id, reason, asked_by, asked_at)
    select gen_random_uuid(), id, 'Kỹ', ${desk.team.editor.id}, now() from sources where site = 'nguon.example'`);
  await desk.database.all(sql`
    insert into closings_asked (id, case_id, check_id, asked_by, asked_at)
    select gen_random_uuid(), (select case_id from case_groups g where not exists (
      select from closings_asked a where a.case_id = g.case_id) limit 1), (select id from checks limit 1),
      ${desk.team.checker.id}, now()`);
  await writtenBy(desk, desk.team.editor);
  await desk.world.imports.begin({
    ...{ id: desk.world.newId(), name: 'a', at: desk.world.now(), heldFor: { by: desk.team.editor.id } },
  });
  const { operations } = await documentOf(desk.server);
  const asking = operations.filter(({ stepUp }) => stepUp).map(({ name }) => name);
  expect(Object.keys(forms).sort()).toEqual(asking.sort());

  const named = async (given: string): Promise<string> => {
    let text = given;
    while (/:\w/.test(text)) text = await namedOnce(text);
    return text;
  };
  const namedOnce = async (text: string): Promise<string> => {
    const [, table] = /:(\w+)/.exec(text) ?? [];
    if (table === undefined) return text;
    const query =
      table === 'published'
        ? sql`select k.number::text as id from checks c join submissions s on s.id = c.submission_id join cases k on k.id = s.case_id where c.slug = ${conclusion.slug}`
        : table === 'asked'
          ? sql`select c.number::text as id from closings_asked a join cases c on c.id = a.case_id`
          : table === 'explained'
            ? sql`select slug as id from explainers`
            : table === 'worded'
              ? sql`select c.number::text as id from case_wordings w join cases c on c.id = w.case_id`
              : sql`select id::text as id from ${sql.identifier(table)}`;
    const [found] = await desk.database.all<{ id: string }>(query);
    if (found === undefined) throw new Error(`there is nothing in ${table}`);
    return text.replace(`:${table}`, found.id);
  };
  const standing = () =>
    Promise.all(
      ['submissions', 'reviews', 'staff', 'invitations', 'webhooks', 'access_tokens', 'template_proposals', 'sources']
        .concat(['appeals', 'checks', 'explainers', 'sign_in_passkeys', 'alias_proposals', 'taught_aliases'])
        .concat(['closings_asked', 'source_opt_ins', 'import_runs', 'outside_requests', 'data_requests'])
        .concat(['rater_proposals', 'standing_answers', 'case_wordings'])
        .map((table) => desk.database.all(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t order by 1`)),
    );
  const before = await standing();
  for (const [operation, { path, fields }] of Object.entries(forms)) {
    const at = path.startsWith('/operator') ? await named(path) : `/en${await named(path)}`;
    const given = Object.fromEntries(
      await Promise.all(Object.entries(fields).map(async ([name, value]) => [name, await named(value)] as const)),
    );
    if (operation.endsWith('/options')) {
      // The script of the page asks; it has nothing to lose.
      const refused = await desk.as(me, 'POST', at, new URLSearchParams());
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Show your second factor')]);
      continue;
    }
    const reply = await desk.as(me, 'POST', at, new URLSearchParams(given));
    if (reply.status === 303) {
      // Nothing was typed: the way leads to the page that asks, and on from there.
      expect([operation, reply.headers.get('location')]).toEqual([
        operation,
        expect.stringMatching(/^\/(vi|en)\/confirm\?/),
      ]);
      expect(Object.values(given)).not.toContain(words);
      continue;
    }
    const page = await reply.text();
    expect([operation, reply.status, page]).toEqual([operation, 200, expect.stringContaining('name="code"')]);
    expect([operation, fieldsIn(page)]).toEqual([operation, given]);
  }
  expect(await standing()).toEqual(before);
});
