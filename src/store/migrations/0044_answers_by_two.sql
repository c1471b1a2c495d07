-- Every word of ours about an appeal takes two: an answer, the reason why nothing changes, and a later wording of an answer. One puts
-- it forward, who had no part in what it is about; another agrees, who had none either while somebody like that is there.

-- Whether the team has nobody of these roles who had no part in it; whom one of those sent away this week still counts.
create function nobody_else_may(part uuid[], today date, roles text[]) returns boolean language sql stable as $$
  select not exists (
      select from staff s where s.state = 'active' and s.role = any (roles) and s.id <> all (part))
    and not exists (
      select from free_hands(part, today) f where f.role = any (roles) and f.member <> all (part))
$$;

-- Whether somebody who had no part in it may agree to what this account put forward.
create function free_to_agree(part uuid[], writer uuid, today date) returns boolean language sql stable as $$
  select exists (
    select from staff s, (select array['reviewer', 'editor', 'owner'] as able) r
    where s.state = 'active' and s.role = any (r.able) and s.id <> writer and s.id <> all (part)
      and kept_apart_until(s.id, part, today, r.able, '{}') is null
      and kept_apart_until(s.id, array[writer], today, r.able, '{}') is null)
$$;

-- Who answers an appeal against the work of these: one who had no part in it, with another who agrees (`one`); where the team has
-- nobody else, two who had (`two`); `nobody` where there are no two, or where those who could were let in by one of these lately.
create or replace function who_answers(part uuid[], today date) returns text language sql stable as $$
  with able as (
    select s.id from staff s where s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')
  ), roles as (
    select array['reviewer', 'editor', 'owner'] as able
  )
  select case
    when exists (
      select from able s where s.id <> all (part) and s.id not in (select h.member from one_hand(part, today) h) and exists (
        select from able o where o.id <> s.id and o.id not in (select h.member from one_hand(array[s.id], today) h))) then 'one'
    when exists (
      select from able s, roles r where s.id <> all (part) and kept_apart_until(s.id, part, today, r.able, '{}') is null and exists (
        select from able o where o.id <> s.id and kept_apart_until(o.id, array[s.id], today, r.able, '{}') is null)) then 'one'
    when nobody_else_may(part, today, (select r.able from roles r)) and exists (
      select from able s, able o, roles r where o.id <> s.id and kept_apart_until(o.id, array[s.id], today, r.able, '{}') is null) then 'two'
    else 'nobody' end
$$;
drop function nobody_else_answers(uuid[], date);

-- What waits for a yes: one of each kind, and another one after it is another id. Only a first answer has an outcome, only a later
-- wording a reason of its own.
alter table appeal_answers_proposed add column kind text not null default 'answer' check (kind in ('answer', 'correction', 'settling'));
alter table appeal_answers_proposed add column why jsonb check (jsonb_typeof(why) = 'object' and why <> '{}');
alter table appeal_answers_proposed alter column outcome drop not null;
alter table appeal_answers_proposed add constraint proposed_as_their_kind check (
  (kind = 'answer') = (outcome is not null) and (kind = 'correction') = (why is not null));
alter table appeal_answers_proposed drop constraint appeal_answers_proposed_pkey;
alter table appeal_answers_proposed add primary key (appeal_id, kind);

-- Of the two who answered: how many had a part in what it is about. The database notes it, as it was on that day.
alter table appeals add column had_part smallint not null default 0 check (had_part between 0 and 2);
alter table appeals add column settled_had_part smallint not null default 0 check (settled_had_part between 0 and 2);
-- Who put the reason forward that `settled_by` agreed to.
alter table appeals add column settled_with uuid references staff;
alter table appeals add constraint appeals_settled_by_two check (settled_with is null or (settled_on is not null and settled_with <> settled_by));
alter table appeals disable trigger appeals_answered_by_another;
alter table appeals disable trigger appeals_kept_apart;
update appeals set had_part = 2 where agreed_with is not null;
alter table appeals enable trigger appeals_answered_by_another;
alter table appeals enable trigger appeals_kept_apart;

-- A later wording of an answer, with what stood before it and why it changed: public, in order, never taken away.
create table appeal_corrections (
  appeal_id uuid not null references appeals,
  position integer not null check (position >= 0),
  reasons_before jsonb not null check (jsonb_typeof(reasons_before) = 'object' and reasons_before <> '{}'),
  reasons jsonb not null check (jsonb_typeof(reasons) = 'object' and reasons <> '{}'),
  why jsonb not null check (jsonb_typeof(why) = 'object' and why <> '{}'),
  proposed_by uuid not null references staff,
  agreed_by uuid not null references staff,
  corrected_on date not null,
  had_part smallint not null default 0 check (had_part between 0 and 2),
  let_in boolean not null default false,
  primary key (appeal_id, position),
  constraint appeal_corrections_by_two check (proposed_by <> agreed_by)
);

-- Refuses what these two may not say together about an appeal against the work of `part`. `what` begins the name of the rule.
create function refuse_words_of_one(what text, part uuid[], writer uuid, agrees uuid, today date, roles text[]) returns void language plpgsql as $$
declare
  able constant text[] := array['reviewer', 'editor', 'owner'];
begin
  if writer is null or agrees is null or writer = agrees then
    raise exception 'words about an appeal take two' using errcode = 'check_violation', constraint = what || '_by_two';
  end if;
  if not exists (select from staff s where s.id = writer and s.state = 'active' and s.role = any (roles))
    or not exists (select from staff s where s.id = agrees and s.state = 'active' and s.role = any (able)) then
    raise exception 'this account does not speak of appeals' using errcode = 'check_violation', constraint = what || '_by_right';
  end if;
  if writer = any (part) and not nobody_else_may(part, today, roles) then
    raise exception 'nobody writes of what they wrote or reviewed' using errcode = 'check_violation', constraint = what || '_by_another';
  end if;
  perform refuse_one_hand(writer, part, today, roles, '{}');
  perform refuse_one_hand(agrees, array[writer], today, able, '{}');
  if free_to_agree(part, writer, today) then
    if agrees = any (part) then
      raise exception 'somebody who had no part in it may agree' using errcode = 'check_violation', constraint = what || '_by_another';
    end if;
    perform refuse_one_hand(agrees, part, today, able, '{}');
  end if;
end $$;

-- Whether those two, or one of them and one of those who had a part in it, let each other in lately.
create function words_let_in(part uuid[], writer uuid, agrees uuid, today date) returns boolean language sql stable as $$
  select of_one_hand(agrees, array[writer], today) or of_one_hand(writer, part, today) or of_one_hand(agrees, part, today)
$$;

create function words_had_part(part uuid[], writer uuid, agrees uuid) returns integer language sql immutable as $$
  select (writer = any (part))::integer + (agrees = any (part))::integer
$$;

-- As before; who speaks is two, so both are asked.
create or replace function appeals_kept_apart() returns trigger language plpgsql as $$
declare
  part uuid[];
  able constant text[] := array['reviewer', 'editor', 'owner'];
begin
  new.let_in := old.let_in;
  new.settled_let_in := old.settled_let_in;
  new.had_part := old.had_part;
  new.settled_had_part := old.settled_had_part;
  part := part_in(new);
  if old.outcome is null and new.outcome is null then
    if new.looked_by is distinct from old.looked_by then
      perform refuse_one_hand(new.looked_by, part, new.looked_on, able, '{}');
    end if;
    if new.looked_again_by is distinct from old.looked_again_by then
      perform refuse_one_hand(new.looked_again_by, part || old.looked_by, new.looked_again_on, able, '{}');
    end if;
  elsif old.outcome is null then
    new.let_in := words_let_in(part, new.agreed_with, new.answered_by, new.answered_on);
    new.had_part := words_had_part(part, new.agreed_with, new.answered_by);
  elsif new.settled_on is not null and old.settled_on is null then
    new.settled_let_in := words_let_in(part, new.settled_with, new.settled_by, new.settled_on);
    new.settled_had_part := words_had_part(part, new.settled_with, new.settled_by);
  end if;
  return new;
end $$;

-- As before; an answer and the reason why nothing changes are what one put forward and another agreed to, and an answer that is
-- public changes its words only by a correction that two made.
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
  if old.outcome is not null then
    if (new.outcome, new.answered_by, new.answered_on, new.agreed_with)
        is distinct from (old.outcome, old.answered_by, old.answered_on, old.agreed_with) then
      raise exception 'an appeal is answered once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    -- Other words of the answer: those of the last correction, in the place of those that it names, and nothing else with them.
    if new.reasons is distinct from old.reasons then
      if (new.settled_on, new.settled_by, new.settled_with, new.settled_because)
          is distinct from (old.settled_on, old.settled_by, old.settled_with, old.settled_because)
        or not exists (
          select from appeal_corrections c where c.appeal_id = coalesce(new.joined_to, new.id)
            and (c.reasons_before, c.reasons) = (old.reasons, new.reasons) and not exists (
              select from appeal_corrections l where l.appeal_id = c.appeal_id and l.position > c.position)) then
        raise exception 'an answer changes only by a correction of two' using errcode = 'restrict_violation', constraint = 'appeals_stand';
      end if;
      return new;
    end if;
    -- Nothing changes though it was upheld: once, said in public.
    if old.settled_on is not null or new.settled_on is null or new.check_id is null or new.joined_to is not null then
      raise exception 'an appeal is answered once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
    end if;
    perform refuse_words_of_one('appeals_settled', part, new.settled_with, new.settled_by, new.settled_on, array['editor', 'owner']);
    if not exists (
      select from appeal_answers_proposed p where p.appeal_id = new.id and p.kind = 'settling'
        and (p.reasons, p.proposed_by) = (new.settled_because, new.settled_with)) then
      raise exception 'nobody put this forward' using errcode = 'check_violation', constraint = 'appeals_settled_together';
    end if;
    return new;
  end if;
  if new.settled_on is not null then
    raise exception 'an appeal is answered first' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  perform refuse_words_of_one('appeals_answered', part, new.agreed_with, new.answered_by, new.answered_on, array['reviewer', 'editor', 'owner']);
  if not exists (
    select from appeal_answers_proposed p where p.appeal_id = coalesce(new.joined_to, new.id) and p.kind = 'answer'
      and (p.outcome, p.reasons, p.proposed_by) = (new.outcome, new.reasons, new.agreed_with)) then
    raise exception 'nobody put this answer forward' using errcode = 'check_violation', constraint = 'appeals_answered_together';
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

-- What was joined has the words of the first, after a correction as well.
create or replace function appeals_joined_are_answered() returns trigger language plpgsql as $$
begin
  if new.outcome is not null and exists (
    select from appeals a, appeals f where a.joined_to = new.id and f.id = new.id and (a.outcome is null or a.reasons is distinct from f.reasons)) then
    raise exception 'somebody who asked the same has no answer' using errcode = 'check_violation', constraint = 'appeals_joined_are_answered';
  end if;
  return null;
end $$;

create function appeal_corrections_are_agreed() returns trigger language plpgsql as $$
declare
  of appeals;
  part uuid[];
begin
  select * into of from appeals where id = new.appeal_id for update;
  if of.outcome is null or of.joined_to is not null or of.reasons is distinct from new.reasons_before
    or new.position <> (select count(*) from appeal_corrections c where c.appeal_id = new.appeal_id) then
    raise exception 'it corrects another answer' using errcode = 'check_violation', constraint = 'appeal_corrections_follow';
  end if;
  part := part_in(of);
  perform refuse_words_of_one('appeals_answered', part, new.proposed_by, new.agreed_by, new.corrected_on, array['reviewer', 'editor', 'owner']);
  if not exists (
    select from appeal_answers_proposed p where p.appeal_id = new.appeal_id and p.kind = 'correction'
      and (p.reasons, p.why, p.proposed_by) = (new.reasons, new.why, new.proposed_by)) then
    raise exception 'nobody put this forward' using errcode = 'check_violation', constraint = 'appeals_answered_together';
  end if;
  new.let_in := words_let_in(part, new.proposed_by, new.agreed_by, new.corrected_on);
  new.had_part := words_had_part(part, new.proposed_by, new.agreed_by);
  return new;
end $$;
create trigger appeal_corrections_are_agreed before insert on appeal_corrections for each row execute function appeal_corrections_are_agreed();

create function appeal_corrections_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was public stays to be read' using errcode = 'restrict_violation', constraint = 'appeal_corrections_are_kept';
end $$;
create trigger appeal_corrections_are_kept before delete or truncate on appeal_corrections
  for each statement execute function appeal_corrections_are_kept();

-- Only with the note that the appeal was about do its words go, where that was about a private person.
create function appeal_corrections_are_forgotten() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{reasons_before,reasons,why}'::text[] is distinct from to_jsonb(old) - '{reasons_before,reasons,why}'::text[]
    or (new.reasons_before, new.reasons, new.why) is distinct from ('{"vi": "–"}'::jsonb, '{"vi": "–"}'::jsonb, '{"vi": "–"}'::jsonb)
    or not exists (select from appeals a where a.id = new.appeal_id and a.note_case_id is not null and is_forgotten(a.note_case_id)) then
    raise exception 'what was public stays to be read' using errcode = 'restrict_violation', constraint = 'appeal_corrections_are_kept';
  end if;
  return new;
end $$;
create trigger appeal_corrections_are_forgotten before update on appeal_corrections for each row execute function appeal_corrections_are_forgotten();

-- Nothing is said of an appeal behind the log.
create constraint trigger appeal_words_with_leaf after insert on events deferrable initially deferred
  for each row when (new.type in ('appeal.corrected', 'appeal.settled')) execute function public_events_with_leaf();

-- A case ends by itself only where nobody else could agree: whom whoever asked sent away within seven days still counts.
create or replace function closings_asked_stand() returns trigger language plpgsql as $$
declare
  able constant text[] := array['checker', 'reviewer', 'editor', 'owner'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' then
      raise exception 'nobody else has agreed' using errcode = 'check_violation', constraint = 'closings_begin_waiting';
    end if;
    return new;
  end if;
  if tg_op <> 'UPDATE' or old.state <> 'waiting'
    or (new.id, new.case_id, new.check_id, new.asked_by, new.asked_at)
      is distinct from (old.id, old.case_id, old.check_id, old.asked_by, old.asked_at) then
    raise exception 'what was asked stays' using errcode = 'restrict_violation', constraint = 'closings_asked_stand';
  end if;
  if new.state in ('agreed', 'declined') and not exists (
    select from staff s where s.id = new.settled_by and s.state = 'active' and s.role = any (able)) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'closing_decided_by_right';
  end if;
  if new.state = 'alone' and not nobody_else_may(array[new.asked_by], (new.settled_at at time zone 'UTC')::date, able) then
    raise exception 'somebody else can be asked' using errcode = 'check_violation', constraint = 'closing_alone_with_nobody';
  end if;
  return new;
end $$;
