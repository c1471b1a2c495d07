-- What few may agree to is seen by more: an owner who invites a fresh editor found nobody else who may, though a reviewer of
-- long standing was there. So for imports, publishers that answer and requests from outside, everybody who may review and is of
-- no hand with the two counts as somebody else, and the two wait until the day.
create function refuse_hand_of_few(judge uuid, of uuid[], today date) returns void language plpgsql as $$
begin
  -- Who is of no hand with them; and within a hand, as before, whoever of those who may decide came in first.
  perform refuse_one_hand(judge, of, today, array['editor', 'owner'], '{}');
  if exists (select from one_hand(of, today) h where h.member = judge) and exists (
    select from free_hands(of, today) f where f.role in ('reviewer', 'editor', 'owner') and f.member <> judge) then
    raise exception 'one of the two let the other in lately, and somebody else of the team is of no hand with them'
      using errcode = 'check_violation', constraint = 'kept_apart';
  end if;
end $$;

create or replace function opt_ins_kept_apart() returns trigger language plpgsql as $$
declare
  on_day date := (new.settled_at at time zone 'UTC')::date;
begin
  new.let_in := old.let_in;
  if new.state = 'agreed' and old.state = 'waiting' then
    perform refuse_hand_of_few(new.settled_by, array[new.asked_by], on_day);
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
    perform refuse_hand_of_few(new.decided_by, array[new.asked_by], on_day);
    new.let_in := of_one_hand(new.decided_by, array[new.asked_by], on_day);
  end if;
  return new;
end $$;

-- The same of what a body from outside asked, noted and told where two of one hand agreed.
alter table outside_requests add column let_in boolean not null default false;

create or replace function outside_requests_stand() returns trigger language plpgsql as $$
declare
  on_day date := (new.settled_at at time zone 'UTC')::date;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' then
      raise exception 'it begins by waiting' using errcode = 'check_violation', constraint = 'outside_requests_begin_waiting';
    end if;
    if new.corrects is not null and not exists (
      select from outside_requests f where f.id = new.corrects and f.state = 'agreed' and f.corrects is null) then
      raise exception 'a later entry names the first' using errcode = 'check_violation', constraint = 'outside_requests_name_the_first';
    end if;
    new.let_in := false;
    return new;
  end if;
  if old.state <> 'waiting' or to_jsonb(new) - array['state', 'number', 'settled_by', 'settled_at']
      is distinct from to_jsonb(old) - array['state', 'number', 'settled_by', 'settled_at'] then
    raise exception 'what was written stays' using errcode = 'restrict_violation', constraint = 'outside_requests_stand';
  end if;
  if new.state in ('agreed', 'refused') and not exists (
    select from staff s where s.id = new.settled_by and s.state = 'active' and s.role in ('editor', 'owner')) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'outside_requests_by_right';
  end if;
  if new.state = 'agreed' then
    perform refuse_hand_of_few(new.settled_by, array[new.written_by], on_day);
    new.let_in := of_one_hand(new.settled_by, array[new.written_by], on_day);
  end if;
  return new;
end $$;
