-- What holds the automatic answer of a check, and for how long: an appeal that has a ground or has not been looked at among
-- few, and one that was upheld until something came of it.
alter table appeals add column joined_to uuid references appeals deferrable;
-- Whether it holds the automatic answer of its check while it is open.
alter table appeals add column holds boolean not null default true;
-- Who of the team looked at one that does not hold, and when: only then may it.
alter table appeals add column looked_by uuid references staff;
alter table appeals add column looked_on date;
-- Corrections of the check that were told before it came: what came of it is one after these.
alter table appeals add column corrections_before integer check (corrections_before >= 0);
-- Why nothing changes though it was upheld, in public.
alter table appeals add column settled_by uuid references staff;
alter table appeals add column settled_on date;
alter table appeals add column settled_because jsonb;
alter table appeals add constraint appeals_looked_when check ((looked_by is null) = (looked_on is null));
alter table appeals add constraint appeals_settled_whole check (
  num_nonnulls(settled_by, settled_on, settled_because) in (0, 3)
  and (settled_on is null or outcome in ('upheld', 'partly') and jsonb_typeof(settled_because) = 'object' and settled_because <> '{}'));
alter table appeals add constraint appeals_joined_hold_nothing check (joined_to is null or not holds and joined_to <> id);
create index appeals_joined on appeals (joined_to) where joined_to is not null;

alter table appeals disable trigger appeals_answered_by_another;
update appeals a set corrections_before = (
  select count(*) from corrections k where k.check_id = a.check_id and k.corrected_on < a.opened_on) where a.check_id is not null;
alter table appeals enable trigger appeals_answered_by_another;

-- So many checks at once may be held by appeals that nobody of the team has looked at: one in ten of our own, one at least, twenty
-- at most. A flood of hollow ones silences no more than these.
create function most_held() returns integer language sql stable as $$
  select greatest(1, least(20, (select count(*) / 10 from checks c where c.source_id is null and c.withdrawn_on is null)::integer))
$$;

-- It was right, and nothing has come of it: no correction after it but slips of the pen, and no reason in public why none is needed.
create function appeal_waits_for_change(a appeals) returns boolean language sql stable as $$
  select a.outcome in ('upheld', 'partly') and a.joined_to is null and a.settled_on is null and not exists (
    select from corrections k where k.check_id = a.check_id and k.position >= coalesce(a.corrections_before, 0) and k.kind <> 'minor')
$$;

-- Whether the automatic answer of a check is held: somebody appealed, or was right and nothing has come of it yet.
create function answer_held(of_check uuid) returns boolean language sql stable as $$
  select exists (select from appeals a where a.check_id = of_check and (
    a.outcome is null and a.holds or a.outcome is not null and appeal_waits_for_change(a)))
$$;

create or replace function appeals_against_our_own() returns trigger language plpgsql as $$
declare
  first record;
begin
  if new.outcome is not null or new.looked_by is not null or new.settled_on is not null then
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
  if new.check_id is null then
    new.holds := new.joined_to is null;
    return new;
  end if;
  new.corrections_before := (select count(*) from corrections k where k.check_id = new.check_id);
  -- One after another: two at once would both find the last place free.
  perform pg_advisory_xact_lock(7261022);
  new.holds := new.joined_to is null and (
    exists (select from appeals a where a.check_id = new.check_id and a.outcome is null and a.holds)
    or (select count(distinct a.check_id) from appeals a
        where a.outcome is null and a.holds and a.looked_by is null and a.check_id is not null) < most_held()
      -- Whoever was told three times within a month that there is no ground is looked at first.
      and (select count(*) from appeals a where a.check_id = new.check_id and a.joined_to is null
           and a.outcome = 'not-upheld' and a.answered_on > new.opened_on - 30) < 3);
  return new;
end $$;

create or replace function appeals_answered_by_another() returns trigger language plpgsql as $$
declare
  who record;
  about uuid;
  first record;
begin
  if (new.id, new.lang, new.reason, new.text, new.links, new.lookup, new.opened_on, new.due_on, new.once, new.joined_to, new.corrections_before)
      is distinct from
     (old.id, old.lang, old.reason, old.text, old.links, old.lookup, old.opened_on, old.due_on, old.once, old.joined_to, old.corrections_before)
    or (new.check_id, new.case_id, new.explainer_id, new.note_case_id)
      is distinct from (old.check_id, old.case_id, old.explainer_id, old.note_case_id) then
    raise exception 'an appeal stays as it was asked' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  select coalesce(new.case_id, new.note_case_id, s.case_id) into about
    from (select 1) one left join checks c on c.id = new.check_id left join submissions s on s.id = c.submission_id;
  -- Looked at: once, one that held nothing, while it is open.
  if old.outcome is null and new.outcome is null then
    if old.holds or old.looked_by is not null or new.looked_by is null or old.joined_to is not null or new.settled_on is not null then
      raise exception 'an appeal is looked at once, and held no less' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    select * into who from staff where id = new.looked_by;
    if who.state is distinct from 'active' or who.role not in ('reviewer', 'editor', 'owner') then
      raise exception 'this account does not look at appeals' using errcode = 'check_violation', constraint = 'appeals_looked_by_right';
    end if;
    return new;
  end if;
  if (new.holds, new.looked_by, new.looked_on) is distinct from (old.holds, old.looked_by, old.looked_on) then
    raise exception 'an appeal is looked at once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  -- Nothing changes though it was upheld: once, said in public by an editor who had no part in what it is about.
  if old.outcome is not null then
    if (new.outcome, new.reasons, new.answered_by, new.answered_on) is distinct from (old.outcome, old.reasons, old.answered_by, old.answered_on)
      or old.settled_on is not null or new.settled_on is null or new.check_id is null or new.joined_to is not null then
      raise exception 'an appeal is answered once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    select * into who from staff where id = new.settled_by;
    if who.state is distinct from 'active' or who.role not in ('editor', 'owner') then
      raise exception 'this account does not settle appeals' using errcode = 'check_violation', constraint = 'appeals_settled_by_right';
    end if;
    if exists (select from took_part(about, null) p where p.staff_id = new.settled_by) then
      raise exception 'nobody says of what they wrote or reviewed that it needs no change' using errcode = 'check_violation', constraint = 'appeals_settled_by_another';
    end if;
    return new;
  end if;
  if new.settled_on is not null then
    raise exception 'an appeal is answered first' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  select * into who from staff where id = new.answered_by;
  if who.state is distinct from 'active' or who.role not in ('reviewer', 'editor', 'owner') then
    raise exception 'this account does not answer appeals' using errcode = 'check_violation', constraint = 'appeals_answered_by_right';
  end if;
  if exists (select from took_part(about, new.explainer_id) p where p.staff_id = new.answered_by) then
    raise exception 'nobody answers an appeal against what they wrote or reviewed' using errcode = 'check_violation', constraint = 'appeals_answered_by_another';
  end if;
  if new.joined_to is not null then
    select * into first from appeals where id = new.joined_to;
    if (new.outcome, new.reasons, new.answered_by, new.answered_on)
        is distinct from (first.outcome, first.reasons, first.answered_by, first.answered_on) then
      raise exception 'what was joined is answered alike' using errcode = 'check_violation', constraint = 'appeals_joined_answered_alike';
    end if;
  end if;
  return new;
end $$;

-- Nothing that was joined is forgotten when the first is answered.
create function appeals_joined_are_answered() returns trigger language plpgsql as $$
begin
  if new.outcome is not null and exists (select from appeals a where a.joined_to = new.id and a.outcome is null) then
    raise exception 'somebody who asked the same has no answer' using errcode = 'check_violation', constraint = 'appeals_joined_are_answered';
  end if;
  return null;
end $$;
create constraint trigger appeals_joined_are_answered after update on appeals deferrable initially deferred
  for each row execute function appeals_joined_are_answered();
