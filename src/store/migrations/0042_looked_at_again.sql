-- Looking at an appeal decides what everybody is told meanwhile, so what one person found is kept, bounded like every hold, and can be
-- ended by another.
-- Who looked once more, after the first: what they found counts from then on.
alter table appeals add column looked_again_by uuid references staff;
alter table appeals add column looked_again_on date;
-- What whoever looked last found; null where nobody has. It may have a ground and hold nothing, where as much is held as may be.
alter table appeals add column found_ground boolean;
alter table appeals add constraint appeals_looked_again_by_another check (
  (looked_again_by is null) = (looked_again_on is null) and (looked_again_by is null or looked_by is not null and looked_again_by <> looked_by));

alter table appeals disable trigger appeals_answered_by_another;
update appeals set found_ground = holds where looked_by is not null;
alter table appeals enable trigger appeals_answered_by_another;

-- Whether a check may be held by what somebody found: it is held already, or fewer others are than may be.
create function place_to_hold(of_check uuid) returns boolean language sql stable as $$
  select exists (select from appeals a where a.check_id = of_check and a.outcome is null and a.holds)
    or (select count(distinct a.check_id) from appeals a
        where a.outcome is null and a.holds and a.check_id is not null and a.check_id <> of_check) < most_held()
$$;

-- As before; holds that somebody found a ground for take up places as well.
create or replace function appeals_against_our_own() returns trigger language plpgsql as $$
declare
  first record;
begin
  if new.outcome is not null or new.looked_by is not null or new.looked_again_by is not null or new.settled_on is not null or new.hold_ended_on is not null
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
         where a.outcome is null and a.holds and a.check_id is not null) < most_held()
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

-- As before; nobody ends or begins by a second look what one of their own hand looked at.
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
    if new.looked_again_by is distinct from old.looked_again_by then
      perform refuse_one_hand(new.looked_again_by, part || old.looked_by, new.looked_again_on, able, '{}');
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

-- As before, with the second look and the bound on what looking holds.
create or replace function appeals_answered_by_another() returns trigger language plpgsql as $$
declare
  who record;
  part uuid[];
  looks uuid;
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
    if old.joined_to is not null or old.looked_again_by is not null or new.settled_on is not null
      or old.looked_by is not null and (new.looked_again_by is null or (new.looked_by, new.looked_on) is distinct from (old.looked_by, old.looked_on))
      or old.looked_by is null and new.looked_again_by is not null then
      raise exception 'an appeal is looked at once, and once more by another' using errcode = 'restrict_violation', constraint = 'appeals_stand';
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
    looks := coalesce(new.looked_again_by, new.looked_by);
    select * into who from staff where id = looks;
    if who.state is distinct from 'active' or who.role not in ('reviewer', 'editor', 'owner') then
      raise exception 'this account does not look at appeals' using errcode = 'check_violation', constraint = 'appeals_looked_by_right';
    end if;
    if looks = any (part) then
      raise exception 'nobody looks at an appeal against what they wrote or reviewed' using errcode = 'check_violation', constraint = 'appeals_looked_by_another';
    end if;
    new.found_ground := new.holds;
    -- What one person finds silences no more checks than a flood may. One after another, as where they come in.
    if new.holds and new.check_id is not null then
      perform pg_advisory_xact_lock(7261022);
      new.holds := place_to_hold(new.check_id);
    end if;
    return new;
  end if;
  if (new.holds, new.looked_by, new.looked_on, new.looked_again_by, new.looked_again_on, new.found_ground, new.hold_ended_on)
      is distinct from
     (old.holds, old.looked_by, old.looked_on, old.looked_again_by, old.looked_again_on, old.found_ground, old.hold_ended_on) then
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
