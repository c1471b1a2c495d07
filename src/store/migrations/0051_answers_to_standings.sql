-- What the team answers to a standing, which it cannot change: written by one, agreed to by another, public beside it with its
-- leaf. An answer stays as it was agreed to; a later one is a further answer.
create table standing_answers (
  id uuid primary key,
  check_id uuid not null,
  cut integer not null,
  says jsonb not null check (jsonb_typeof(says) = 'object' and says ? 'vi' and says ? 'en'),
  written_by uuid not null references staff,
  written_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'agreed', 'refused', 'withdrawn')),
  settled_by uuid references staff,
  settled_at timestamptz,
  let_in boolean not null default false,
  -- What stood of that check by that cut is what is answered.
  foreign key (cut, check_id) references standings (cut, check_id),
  constraint standing_answers_settled
    check ((state = 'waiting') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  constraint standing_answers_by_two check (state in ('waiting', 'withdrawn') or settled_by <> written_by),
  constraint standing_answers_taken_back_by_oneself check (state <> 'withdrawn' or settled_by = written_by)
);
create index standing_answers_by_check on standing_answers (check_id) where state = 'agreed';

create function standing_answers_stand() returns trigger language plpgsql as $$
declare
  on_day date := (new.settled_at at time zone 'UTC')::date;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' then
      raise exception 'it begins by waiting' using errcode = 'check_violation', constraint = 'standing_answers_begin_waiting';
    end if;
    new.let_in := false;
    return new;
  end if;
  if old.state <> 'waiting' or to_jsonb(new) - array['state', 'settled_by', 'settled_at', 'let_in']
      is distinct from to_jsonb(old) - array['state', 'settled_by', 'settled_at', 'let_in'] then
    raise exception 'what was written stays' using errcode = 'restrict_violation', constraint = 'standing_answers_stand';
  end if;
  if new.state in ('agreed', 'refused') and not exists (
    select from staff s where s.id = new.settled_by and s.state = 'active' and s.role in ('editor', 'owner')) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'standing_answers_by_right';
  end if;
  new.let_in := false;
  if new.state = 'agreed' then
    perform refuse_hand_of_few(new.settled_by, array[new.written_by], on_day);
    new.let_in := of_one_hand(new.settled_by, array[new.written_by], on_day);
  end if;
  return new;
end $$;
create trigger standing_answers_stand before insert or update on standing_answers
  for each row execute function standing_answers_stand();

create function standing_answers_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was written stays' using errcode = 'restrict_violation', constraint = 'standing_answers_stand';
end $$;
create trigger standing_answers_kept before delete or truncate on standing_answers
  for each statement execute function standing_answers_kept();

create function standing_answers_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.kind = 'standing-answered' and l.entry::jsonb ->> 'answer' = new.id::text) then
    raise exception 'it has no leaf in the log' using errcode = 'check_violation', constraint = 'standing_answers_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger standing_answers_with_leaf after insert or update of state on standing_answers
  deferrable initially deferred for each row when (new.state = 'agreed') execute function standing_answers_with_leaf();
create constraint trigger standings_answered_with_leaf after insert on events deferrable initially deferred
  for each row when (new.type = 'standing.answered') execute function public_events_with_leaf();
