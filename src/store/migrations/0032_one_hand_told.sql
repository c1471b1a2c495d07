-- What two of one hand agreed to is told to the public wherever two are asked, not of checks alone; and an appeal is looked at, as
-- it is answered, by nobody of one hand with those who wrote or reviewed what it is about.

-- Whether this account and one of those let each other in lately, directly or through others.
create function of_one_hand(judge uuid, of uuid[], today date) returns boolean language sql stable as $$
  select exists (select from one_hand(of, today) h where h.member = judge and h.through)
$$;

alter table source_opt_ins add column let_in boolean not null default false;
alter table import_runs add column let_in boolean not null default false;
alter table closings_asked add column let_in boolean not null default false;
alter table appeals add column let_in boolean not null default false;
alter table appeals add column settled_let_in boolean not null default false;

-- As before; the database notes it, whoever writes the row, and nobody takes it away afterwards.
create or replace function opt_ins_kept_apart() returns trigger language plpgsql as $$
declare
  on_day date := (new.settled_at at time zone 'UTC')::date;
begin
  new.let_in := old.let_in;
  if new.state = 'agreed' and old.state = 'waiting' then
    perform refuse_one_hand(new.settled_by, array[new.asked_by], on_day, array['editor', 'owner'], '{}');
    new.let_in := of_one_hand(new.settled_by, array[new.asked_by], on_day);
  end if;
  return new;
end $$;

create or replace function imports_kept_apart() returns trigger language plpgsql as $$
declare
  on_day date := (new.decided_at at time zone 'UTC')::date;
begin
  new.let_in := tg_op = 'UPDATE' and old.let_in;
  if new.decision = 'released' and (tg_op = 'INSERT' or old.decision is null) then
    perform refuse_one_hand(new.decided_by, array[new.asked_by], on_day, array['editor', 'owner'], '{}');
    new.let_in := of_one_hand(new.decided_by, array[new.asked_by], on_day);
  end if;
  return new;
end $$;

create or replace function closings_kept_apart() returns trigger language plpgsql as $$
declare
  on_day date := (new.settled_at at time zone 'UTC')::date;
begin
  new.let_in := old.let_in;
  if new.state = 'agreed' and old.state = 'waiting' then
    perform refuse_one_hand(new.settled_by, array[new.asked_by], on_day, array['checker', 'reviewer', 'editor', 'owner'], '{}');
    new.let_in := of_one_hand(new.settled_by, array[new.asked_by], on_day);
  end if;
  return new;
end $$;

-- Everybody who had a part in what an appeal is about.
create function part_in(a appeals) returns uuid[] language sql stable as $$
  select coalesce(array_agg(p.staff_id), '{}') from took_part(
    coalesce(a.case_id, a.note_case_id, (select s.case_id from checks c join submissions s on s.id = c.submission_id where c.id = a.check_id)),
    a.explainer_id) p
$$;

-- Whether the team has nobody who may answer and had no part in it; whom one of those sent away this week still counts.
create function nobody_else_answers(part uuid[], today date) returns boolean language sql stable as $$
  select not exists (
      select from staff s where s.state = 'active' and s.role in ('reviewer', 'editor', 'owner') and s.id <> all (part))
    and not exists (
      select from free_hands(part, today) f where f.role in ('reviewer', 'editor', 'owner') and f.member <> all (part))
$$;

-- Who answers an appeal against the work of these: somebody who had no part in it, alone (`one`); where the team has nobody else, two
-- who had, together (`two`); `nobody` where it has neither, or where those who could were let in by one of these lately.
create function who_answers(part uuid[], today date) returns text language sql stable as $$
  select case
    when exists (
      select from staff s where s.state = 'active' and s.role in ('reviewer', 'editor', 'owner') and s.id <> all (part)
        and s.id not in (select h.member from one_hand(part, today) h)) then 'one'
    when exists (
      select from staff s where s.state = 'active' and s.role in ('reviewer', 'editor', 'owner') and s.id <> all (part)
        and kept_apart_until(s.id, part, today, array['reviewer', 'editor', 'owner'], '{}') is null) then 'one'
    when nobody_else_answers(part, today) and (
      select count(*) from staff s where s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')) >= 2 then 'two'
    else 'nobody' end
$$;

-- Where the team has nobody else, one of them puts an answer forward here and another agrees to it; the public is told.
create table appeal_answers_proposed (
  appeal_id uuid primary key references appeals on delete cascade,
  -- Another one after it is another id: nobody agrees to what they did not read.
  id uuid not null unique,
  outcome text not null check (outcome in ('upheld', 'partly', 'not-upheld')),
  reasons jsonb not null check (jsonb_typeof(reasons) = 'object' and reasons <> '{}'),
  proposed_by uuid not null references staff,
  proposed_on date not null
);
-- Who put the answer forward that another agreed to: both had a part in what it is about.
alter table appeals add column agreed_with uuid references staff;
alter table appeals add constraint appeals_agreed_by_two check (agreed_with is null or (outcome is not null and agreed_with <> answered_by));

create or replace function appeals_kept_apart() returns trigger language plpgsql as $$
declare
  part uuid[];
  able constant text[] := array['reviewer', 'editor', 'owner'];
begin
  new.let_in := old.let_in;
  new.settled_let_in := old.settled_let_in;
  part := part_in(new);
  if old.outcome is null and new.outcome is null then
    if new.looked_by is distinct from old.looked_by then
      perform refuse_one_hand(new.looked_by, part, new.looked_on, able, '{}');
    end if;
  elsif old.outcome is null and new.agreed_with is not null then
    perform refuse_one_hand(new.answered_by, array[new.agreed_with], new.answered_on, able, '{}');
    new.let_in := of_one_hand(new.answered_by, array[new.agreed_with], new.answered_on);
  elsif old.outcome is null then
    perform refuse_one_hand(new.answered_by, part, new.answered_on, able, '{}');
    new.let_in := of_one_hand(new.answered_by, part, new.answered_on);
  elsif new.settled_on is not null and old.settled_on is null then
    perform refuse_one_hand(new.settled_by, part, new.settled_on, array['editor', 'owner'], '{}');
    new.settled_let_in := of_one_hand(new.settled_by, part, new.settled_on);
  end if;
  return new;
end $$;

-- An appeal holds the answer of its check for three days, until somebody of the team has looked: with a ground it holds until it is
-- answered, without one it holds no more, and where nobody looked it ends by itself. Null: it did not hold when it came.
alter table appeals add column held_until date;
-- The day on which it ended unlooked.
alter table appeals add column hold_ended_on date;
alter table appeals disable trigger appeals_answered_by_another;
update appeals set held_until = case when outcome is null then greatest(opened_on, current_date) else opened_on end + 3
  where check_id is not null and holds and looked_by is null;
alter table appeals enable trigger appeals_answered_by_another;

-- So many checks begin to be held on one day: an hour of hollow appeals silences few, and the team has the day to see it.
create function most_held_a_day() returns integer language sql stable as $$
  select greatest(1, most_held() / 4)
$$;

create or replace function appeals_against_our_own() returns trigger language plpgsql as $$
declare
  first record;
begin
  if new.outcome is not null or new.looked_by is not null or new.settled_on is not null or new.hold_ended_on is not null
    or new.agreed_with is not null or new.let_in or new.settled_let_in then
    raise exception 'an appeal begins unanswered' using errcode = 'check_violation', constraint = 'appeals_begin_open';
  end if;
  if new.check_id is not null and exists (select from checks c where c.id = new.check_id and c.source_id is not null)
    or new.case_id is not null and not exists (
      select from cases k where k.id = new.case_id and k.state = 'closed' and k.closed_as = 'not-checkable')
    or new.note_case_id is not null and not has_public_note(new.note_case_id) then
    raise exception 'only what we decided can be appealed here' using errcode = 'check_violation', constraint = 'appeals_against_our_own';
  end if;
  if new.joined_to is not null then
    select * into first from appeals where id = new.joined_to for update;
    if first.id is null or first.outcome is not null or first.joined_to is not null
      or (first.check_id, first.case_id, first.explainer_id, first.note_case_id)
        is distinct from (new.check_id, new.case_id, new.explainer_id, new.note_case_id) then
      raise exception 'an appeal joins an open one about the same' using errcode = 'check_violation', constraint = 'appeals_join_the_same';
    end if;
  end if;
  new.held_until := null;
  if new.check_id is null then
    new.holds := new.joined_to is null;
    return new;
  end if;
  new.corrections_before := (select count(*) from corrections k where k.check_id = new.check_id);
  -- One after another: two at once would both find the last place free.
  perform pg_advisory_xact_lock(7261022);
  new.holds := new.joined_to is null
    and (select count(distinct a.check_id) from appeals a
         where a.outcome is null and a.holds and a.looked_by is null and a.check_id is not null) < most_held()
    and (select count(distinct a.check_id) from appeals a where a.held_until is not null and a.opened_on = new.opened_on and a.check_id <> new.check_id) < most_held_a_day()
    -- A check is silent once within thirty days before anybody has looked; what was right then does not count against the next.
    and not exists (
      select from appeals a where a.check_id = new.check_id and a.held_until is not null and a.opened_on > new.opened_on - 30
        and a.outcome is distinct from 'upheld' and a.outcome is distinct from 'partly')
    -- Nor is it for a reason that was answered "it stands" within thirty days.
    and not exists (
      select from appeals a where a.check_id = new.check_id and a.joined_to is null and a.outcome = 'not-upheld'
        and a.reason = new.reason and a.answered_on > new.opened_on - 30);
  if new.holds then new.held_until := new.opened_on + 3; end if;
  return new;
end $$;

create or replace function appeals_answered_by_another() returns trigger language plpgsql as $$
declare
  who record;
  part uuid[];
  first record;
begin
  if (new.id, new.lang, new.reason, new.text, new.links, new.lookup, new.opened_on, new.due_on, new.once, new.joined_to,
      new.corrections_before, new.held_until)
      is distinct from
     (old.id, old.lang, old.reason, old.text, old.links, old.lookup, old.opened_on, old.due_on, old.once, old.joined_to,
      old.corrections_before, old.held_until)
    or (new.check_id, new.case_id, new.explainer_id, new.note_case_id)
      is distinct from (old.check_id, old.case_id, old.explainer_id, old.note_case_id) then
    raise exception 'an appeal stays as it was asked' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  part := part_in(new);
  if old.outcome is null and new.outcome is null then
    if old.joined_to is not null or old.looked_by is not null or new.settled_on is not null then
      raise exception 'an appeal is looked at once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    -- Nobody looked in time: from now on the check answers again.
    if new.looked_by is null then
      if not old.holds or new.holds or old.check_id is null or old.hold_ended_on is not null or new.hold_ended_on is null
        or new.hold_ended_on < coalesce(old.held_until, old.opened_on + 3) then
        raise exception 'nobody has looked, and its days are not over' using errcode = 'restrict_violation', constraint = 'appeals_stand';
      end if;
      return new;
    end if;
    if new.hold_ended_on is distinct from old.hold_ended_on then
      raise exception 'it was looked at' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    select * into who from staff where id = new.looked_by;
    if who.state is distinct from 'active' or who.role not in ('reviewer', 'editor', 'owner') then
      raise exception 'this account does not look at appeals' using errcode = 'check_violation', constraint = 'appeals_looked_by_right';
    end if;
    if new.looked_by = any (part) then
      raise exception 'nobody looks at an appeal against what they wrote or reviewed' using errcode = 'check_violation', constraint = 'appeals_looked_by_another';
    end if;
    return new;
  end if;
  if (new.holds, new.looked_by, new.looked_on, new.hold_ended_on) is distinct from (old.holds, old.looked_by, old.looked_on, old.hold_ended_on) then
    raise exception 'an appeal is looked at once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  -- Nothing changes though it was upheld: once, said in public by an editor who had no part in what it is about.
  if old.outcome is not null then
    if (new.outcome, new.reasons, new.answered_by, new.answered_on, new.agreed_with)
        is distinct from (old.outcome, old.reasons, old.answered_by, old.answered_on, old.agreed_with)
      or old.settled_on is not null or new.settled_on is null or new.check_id is null or new.joined_to is not null then
      raise exception 'an appeal is answered once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    select * into who from staff where id = new.settled_by;
    if who.state is distinct from 'active' or who.role not in ('editor', 'owner') then
      raise exception 'this account does not settle appeals' using errcode = 'check_violation', constraint = 'appeals_settled_by_right';
    end if;
    if new.settled_by = any (part) then
      raise exception 'nobody says of what they wrote or reviewed that it needs no change' using errcode = 'check_violation', constraint = 'appeals_settled_by_another';
    end if;
    return new;
  end if;
  if new.settled_on is not null then
    raise exception 'an appeal is answered first' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  for who in select * from (values (new.answered_by), (new.agreed_with)) v(id) left join staff s using (id) where v.id is not null or new.answered_by is null loop
    if who.state is distinct from 'active' or who.role not in ('reviewer', 'editor', 'owner') then
      raise exception 'this account does not answer appeals' using errcode = 'check_violation', constraint = 'appeals_answered_by_right';
    end if;
  end loop;
  if new.agreed_with is null then
    if new.answered_by = any (part) then
      raise exception 'nobody answers an appeal against what they wrote or reviewed' using errcode = 'check_violation', constraint = 'appeals_answered_by_another';
    end if;
  elsif not nobody_else_answers(part, new.answered_on) or not exists (
      select from appeal_answers_proposed p where p.appeal_id = coalesce(new.joined_to, new.id)
        and (p.outcome, p.reasons, p.proposed_by) = (new.outcome, new.reasons, new.agreed_with)) then
    raise exception 'the team has somebody else, or nobody put this answer forward' using errcode = 'check_violation', constraint = 'appeals_answered_together';
  end if;
  if new.joined_to is not null then
    select * into first from appeals where id = new.joined_to;
    if (new.outcome, new.reasons, new.answered_by, new.answered_on, new.agreed_with)
        is distinct from (first.outcome, first.reasons, first.answered_by, first.answered_on, first.agreed_with) then
      raise exception 'what was joined is answered alike' using errcode = 'check_violation', constraint = 'appeals_joined_answered_alike';
    end if;
  end if;
  return new;
end $$;

-- Words that several askers shared answer by themselves once two accounts said that they are this check: who asks often enough in
-- other words makes them, so one account more is not a second voice. Refusing stays with one. What one account confirmed before
-- stays in use, without names.
alter table taught_aliases add column put_forward_by uuid references staff;
alter table taught_aliases add column put_forward_on date;
alter table taught_aliases add constraint alias_put_forward_when check ((put_forward_by is null) = (put_forward_on is null));
alter table taught_aliases drop constraint only_added_aliases_are_of_two;
alter table taught_aliases add constraint only_added_aliases_are_taken_away check (kind = 'alias' or removed_on is null);
alter table taught_aliases add constraint asked_aliases_of_two check (kind = 'alias' or added_by is null or state = 'confirmed');

create or replace function aliases_are_agreed() returns trigger language plpgsql as $$
begin
  if new.kind = 'asked' then
    if new.state <> 'confirmed' or tg_op = 'UPDATE' and old.kind = 'asked' and old.state = 'confirmed'
      and (new.check_id, new.lang, new.text, new.key, new.added_by, new.confirmed_by, new.confirmed_on)
        is not distinct from (old.check_id, old.lang, old.text, old.key, old.added_by, old.confirmed_by, old.confirmed_on) then
      return new;
    end if;
    if tg_op = 'INSERT' or new.added_by is null or new.added_by is distinct from old.put_forward_by then
      raise exception 'nobody put these words forward' using errcode = 'check_violation', constraint = 'aliases_are_agreed';
    end if;
  elsif tg_op = 'UPDATE' and old.kind = 'alias'
    and (new.check_id, new.lang, new.text, new.key, new.added_by, new.confirmed_by, new.confirmed_on)
      is not distinct from (old.check_id, old.lang, old.text, old.key, old.added_by, old.confirmed_by, old.confirmed_on) then
    return new;
  elsif not exists (
    select from alias_proposals p where p.declined_by is null
      and (p.check_id, p.lang, p.text, p.key, p.proposed_by) = (new.check_id, new.lang, new.text, new.key, new.added_by)) then
    raise exception 'nobody proposed this wording' using errcode = 'check_violation', constraint = 'aliases_are_agreed';
  end if;
  if not exists (
    select from staff s where s.id = new.confirmed_by and s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')) then
    raise exception 'this account does not agree to wordings' using errcode = 'check_violation', constraint = 'aliases_agreed_by_right';
  end if;
  return new;
end $$;
