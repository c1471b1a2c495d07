// The team that decides: who is in it, who was let in, and what became of rights.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import { ok, refuse } from '../base/result.ts';
import { mailboxOf } from '../core/let-in.ts';
import { type Role, roles, type StaffId, type TeamChange } from '../core/rights.ts';
import { isReadAs } from '../core/staff-name.ts';
import type { SealedContact } from '../desk/contact-ports.ts';
import type { Invitation, Joiner, Member, Team, TeamLogLine } from '../desk/team-ports.ts';
import { writeAccountLetter } from './account-letters.ts';
import type { Database, Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';
import { agreeingOn, handOf, holdsRight, keepDeed } from './hands.ts';
import { lockKeys } from './locks.ts';

export const teamIn = (database: Database, enqueue: Enqueue): Team => ({
  members: () => membersWhere(database, sql`true`),
  member: async (id) => (await membersWhere(database, sql`id = ${id}`))[0],

  hasOwner: async () => (await membersWhere(database, sql`role = 'owner' and state = 'active'`)).length > 0,

  invite: ({ id, token, role, member, invitedBy, at, until }) =>
    database.atomically(async (tx) => {
      if (member !== null || invitedBy === null)
        await tx.all(sql`
          update invitations set over_at = ${at} where over_at is null
            and ${member === null ? sql`invited_by is null and staff_id is null` : sql`staff_id = ${member}`}`);
      await tx.all(sql`
        insert into invitations (id, token, role, staff_id, invited_by, made_at, expires_at)
        values (${id}, ${token}, ${role}, ${member}, ${invitedBy}, ${at}, ${until})`);
      // At the address they had until now: whoever follows the link sets another.
      if (member !== null) await writeAccountLetter(tx, member, 'way-in', dayOf(at), enqueue);
    }),

  invitation: async (token, at) => (await open(database, at, sql`token = ${token}`))[0],
  invitations: (at) => open(database, at, sql`invited_by is not null`),

  withdrawInvitation: async (id, at) =>
    (
      await database.all(
        sql`update invitations set over_at = ${at} where id = ${id} and over_at is null and expires_at > ${at} returning id`,
      )
    ).length > 0,

  join: (token, joiner, at) =>
    database.atomically(async (tx) => {
      // Used here and now, in this transaction: of two who follow one link at once, one comes in.
      const [used] = await tx.all<Used>(sql`
        update invitations set over_at = ${at} where token = ${token} and over_at is null and expires_at > ${at}
        returning role, staff_id as member, invited_by as by`);
      if (used === undefined) return refuse('invitation-over');
      const taken = (await isTaken(tx, joiner, used.member))
        ? 'email'
        : (await isNameTaken(tx, joiner.name, used.member))
          ? 'name'
          : null;
      if (taken !== null) {
        // Nothing was used up: the same link still lets in with another one.
        await tx.all(sql`update invitations set over_at = null where token = ${token}`);
        return refuse(`${taken}-taken`, { field: taken });
      }
      const { id, change, role } =
        used.member === null ? await comeIn(tx, joiner, used, at) : await comeBack(tx, used.member, joiner, used, at);
      await tx.all(sql`
        insert into sign_in_credentials (id, staff_id, provider, subject, password, created_at, updated_at)
        values (${joiner.credential}, ${id}, 'credential', ${id}::text, ${joiner.sealed}, ${at}, ${at})`);
      await tellChange(tx, change, role, at, enqueue);
      return ok(id);
    }),

  hand: (writers, at) => handOf(database, writers, at),
  holds: (member, right) => holdsRight(database, member, right),
  agreeing: (writer, needs, at) => agreeingOn(database, writer, needs, at),

  changeRole: (member, { role, by }, at) =>
    database.atomically(async (tx) => {
      const before = await forChange(tx, member);
      if (before === undefined) return 'not-found';
      if (before.role === role) return 'done';
      if (before.role === 'owner' && before.owners === 1) return 'last-owner';
      await tx.all(sql`update staff set role = ${role}, updated_at = ${at} where id = ${member}`);
      const deed = roles.indexOf(role) > roles.indexOf(before.role) ? 'raised' : 'lowered';
      await keepDeed(tx, { member, by, deed, roleBefore: before.role }, dayOf(at));
      await tellChange(tx, 'changed', role, at, enqueue);
      await writeAccountLetter(tx, member, 'role', dayOf(at), enqueue);
      return 'done';
    }),

  remove: (member, { address, by }, at) =>
    database.atomically(async (tx) => {
      const before = await forChange(tx, member);
      if (before === undefined) return 'not-found';
      if (before.role === 'owner' && before.owners === 1) return 'last-owner';
      await tx.all(sql`
        update staff set state = 'removed', email = null, mailbox = null, email_verified = false, two_factor = false, updated_at = ${at}
        where id = ${member}`);
      await shutOut(tx, member);
      if (address !== null) await sayGoodbye(tx, member, address, enqueue);
      await tx.all(sql`update invitations set over_at = ${at} where staff_id = ${member} and over_at is null`);
      await keepDeed(tx, { member, by, deed: 'removed', roleBefore: before.role }, dayOf(at));
      await tellChange(tx, 'removed', before.role, at, enqueue);
      return 'done';
    }),

  describe: (member, { name, lang }, at) =>
    database.atomically(async (tx) => {
      if (await isNameTaken(tx, name, member)) return false;
      await tx.all(sql`update staff set name = ${name}, lang = ${lang}, updated_at = ${at} where id = ${member}`);
      return true;
    }),

  log: (limit) =>
    database.all<TeamLogLine>(sql`
      select e.day::text as day, e.data ->> 'change' as change, e.data ->> 'role' as role, e.data ->> 'of' as "of", ${agreedPage} as page
      from events e where e.type = 'team.changed' order by e.id desc limit ${limit}`),
});

/** The public page about what two agreed to by an event `e`, in the words that stand there now; none before it is public. */
const agreedPage: SQL = sql`
  case when e.data ->> 'of' is not null then coalesce(
    (select jsonb_build_object('of', 'request', 'name', r.number::text, 'titles', '{}'::jsonb) from outside_requests r
     where e.data ->> 'of' = 'request' and r.id = (e.data ->> 'id')::uuid and r.number is not null),
    (select coalesce(
       (select jsonb_build_object('of', 'check', 'name', c.slug, 'titles', (
          select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current))
        from checks c left join submissions own on own.id = c.submission_id
        where t.kind = 'check' and (c.id = t.check_id or own.case_id = t.case_id) limit 1),
       (select jsonb_build_object('of', 'explainer', 'name', x.slug, 'titles', (
          select coalesce(jsonb_object_agg(w.key, w.value -> 'title'), '{}') from jsonb_each(s.content::jsonb -> 'texts') w))
        from explainers x join submissions s on s.id = x.submission_id where t.kind = 'explainer' and x.id = t.explainer_id),
       (select jsonb_build_object('of', t.kind, 'name', k.number::text, 'titles', '{}'::jsonb) from cases k
        where k.id = t.case_id and case t.kind when 'note' then has_public_note(k.id)
          when 'declined' then k.state = 'closed' and k.closed_as = 'not-checkable' end))
     from (
       select case when s.kind in ('check', 'correction', 'withdrawal') then 'check' when s.kind = 'note' then 'note'
           when s.kind = 'closing' then 'declined' when s.kind like 'explainer%' then 'explainer' end as kind,
         null::uuid as check_id, s.case_id, case when s.kind like 'explainer%' then (s.content::jsonb ->> 'id')::uuid end as explainer_id
       from submissions s where s.id = (e.data ->> 'id')::uuid and s.state = 'published'
       union all
       select case when a.check_id is not null then 'check' when a.explainer_id is not null then 'explainer'
           when a.note_case_id is not null then 'note' else 'declined' end,
         a.check_id, coalesce(a.case_id, a.note_case_id), a.explainer_id
       from appeals a where a.id = (e.data ->> 'id')::uuid and e.data ->> 'of' like 'appeal-%') t limit 1)) end`;

const membersWhere = (database: Database, wanted: SQL): Promise<readonly Member[]> =>
  database.all<Member>(sql`
    select id, name, email, role, state, lang, two_factor as "twoFactor" from staff where ${wanted} order by name, id`);

const open = async (database: Database, at: Date, wanted: SQL): Promise<readonly Invitation[]> =>
  database.all<Invitation>(sql`
    select id, role, staff_id as member, (expires_at at time zone 'utc')::date::text as "expiresOn" from invitations
    where over_at is null and expires_at > ${at} and ${wanted} order by made_at desc, id`);

type Used = { readonly role: Role; readonly member: StaffId | null; readonly by: StaffId | null };

/** Whether somebody else in the team has this mailbox. One joins at a time, so that two do not bring the same one. */
const isTaken = async (tx: Transaction, { email, mailbox }: Joiner, own: StaffId | null): Promise<boolean> => {
  await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.joining})`);
  const others = await tx.all<{ email: string; mailbox: string | null }>(sql`
    select email, mailbox from staff where email is not null and id is distinct from ${own}::uuid`);
  return others.some((one) => one.mailbox === mailbox || mailboxOf(one.email) === mailboxOf(email));
};

/**
 * Whether a colleague is read by this name already. Two who were called alike before keep their names. One name is taken at a
 * time, so that two do not take the same one.
 */
const isNameTaken = async (tx: Transaction, name: string, own: StaffId | null): Promise<boolean> => {
  await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.joining})`);
  const known = await tx.all<{ name: string; mine: boolean }>(sql`
    select name, id is not distinct from ${own}::uuid as mine from staff
    where state = 'active' or id is not distinct from ${own}::uuid`);
  if (known.some((one) => one.mine && one.name === name)) return false;
  return known.some((one) => !one.mine && isReadAs(one.name, name));
};

type Came = { readonly id: StaffId; readonly change: TeamChange; readonly role: Role };

const comeIn = async (tx: Transaction, joiner: Joiner, { role, by }: Used, at: Date): Promise<Came> => {
  await tx.all(sql`
    insert into staff (id, name, email, mailbox, email_verified, role, lang, let_in_by, let_in_on, created_at, updated_at)
    values (${joiner.id}, ${joiner.name}, ${joiner.email}, ${joiner.mailbox}, false, ${role}, ${joiner.lang}, ${by},
      ${dayOf(at)}, ${at}, ${at})`);
  await keepDeed(tx, { member: joiner.id, by, deed: 'let-in', roleBefore: null }, dayOf(at));
  return { id: joiner.id, change: 'added', role };
};

/** Somebody who lost their way in, or was removed by mistake: what they decided stays theirs, what opened the door does not. */
const comeBack = async (tx: Transaction, id: StaffId, joiner: Joiner, { by }: Used, at: Date): Promise<Came> => {
  const [before] = await tx.all<{ role: Role; state: Member['state'] }>(
    sql`select role, state from staff where id = ${id} for update`,
  );
  await shutOut(tx, id);
  await tx.all(sql`
    update staff set state = 'active', name = ${joiner.name}, email = ${joiner.email}, mailbox = ${joiner.mailbox},
      two_factor = false, let_in_by = ${by}, let_in_on = ${dayOf(at)}, updated_at = ${at} where id = ${id}`);
  await keepDeed(tx, { member: id, by, deed: 'let-in', roleBefore: before?.role ?? null }, dayOf(at));
  return { id, change: before?.state === 'removed' ? 'added' : 'renewed', role: before?.role ?? 'trainee' };
};

/** Ends every session and takes away what lets in. */
const shutOut = async (tx: Transaction, id: StaffId): Promise<void> => {
  await tx.all(sql`delete from sign_in_sessions where staff_id = ${id}`);
  await tx.all(sql`delete from sign_in_credentials where staff_id = ${id}`);
  await tx.all(sql`delete from sign_in_second_factors where staff_id = ${id}`);
  await tx.all(sql`delete from sign_in_passkeys where staff_id = ${id}`);
  await tx.all(sql`delete from access_tokens where staff_id = ${id}`);
};

/** The one letter after the account is gone; its address is sealed, and forgotten once it went out. */
const sayGoodbye = async (
  tx: Transaction,
  member: StaffId,
  { id, day, sealed }: SealedContact,
  enqueue: Enqueue,
): Promise<void> => {
  await tx.all(sql`delete from contacts where staff_id = ${member}`);
  await tx.all(sql`
    insert into contacts (id, staff_id, key_day, sealed, lang, left_on)
    select ${id}, s.id, ${day}, ${Buffer.from(sealed)}, s.lang, ${day} from staff s where s.id = ${member}`);
  await writeAccountLetter(tx, member, 'removed', day, enqueue);
};

/** Somebody active, and how many owners there are; every owner is locked, so that two cannot leave at once. */
const forChange = async (
  tx: Transaction,
  id: StaffId,
): Promise<{ readonly role: Role; readonly owners: number } | undefined> => {
  const locked = await tx.all<{ id: StaffId; role: Role }>(sql`
    select id, role from staff where state = 'active' and (id = ${id} or role = 'owner') order by id for update`);
  const found = locked.find((one) => one.id === id);
  return found && { role: found.role, owners: locked.filter((one) => one.role === 'owner').length };
};

// The day is all that is told: who came at which minute is not for the public.
const tellChange = (tx: Transaction, change: TeamChange, role: Role, at: Date, enqueue: Enqueue): Promise<void> =>
  tell(tx, [toldOn({ type: 'team.changed', v: 1, data: { change, role } }, dayOf(at))], enqueue);
