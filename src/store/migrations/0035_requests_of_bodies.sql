-- An import's counts add up at every moment, and what broke it off is said.
alter table import_runs add column waiting integer not null default 0;
alter table import_runs add column declined integer not null default 0;
alter table import_runs add column doubles integer not null default 0;
alter table import_runs add column failed text check (failed in (
  'fetch-forbidden-address', 'fetch-failed', 'fetch-too-large', 'fetch-timeout',
  'file-unreadable', 'store-away', 'import-stopped', 'internal'));
update import_runs set
  waiting = case when held and decision is distinct from 'declined' and decision is distinct from 'withdrawn'
    then read - imported - changed - unchanged - refused else 0 end,
  declined = case when held and decision in ('declined', 'withdrawn')
    then read - imported - changed - unchanged - refused else 0 end;
alter table import_runs add constraint import_adds_up
  check (read = imported + changed + unchanged + waiting + declined + refused + doubles);

-- What a body of the state, a funder, a party or a company asked of whoever runs this, and what was done: written by one,
-- agreed to by another, public with its leaf. An entry stays as it was agreed to; a later one names the first.
create table outside_requests (
  id uuid primary key,
  -- Given as it becomes public, so that nothing seems to be missing between two.
  number integer unique check (number > 0),
  corrects uuid references outside_requests,
  from_kind text not null check (from_kind in ('state', 'funder', 'party', 'company')),
  -- Of a body, never of a private person.
  body text not null check (length(body) between 2 and 200),
  asked_on date not null,
  wanted text not null check (wanted in ('remove-check', 'change-check', 'asker-data', 'other')),
  says jsonb not null check (jsonb_typeof(says) = 'object'),
  outcome text not null check (outcome in ('refused', 'partly', 'complied')),
  ground jsonb not null check (jsonb_typeof(ground) = 'object'),
  check_id uuid references checks,
  silent_until date,
  silent_law jsonb,
  written_by uuid not null references staff,
  written_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'agreed', 'refused', 'withdrawn')),
  settled_by uuid references staff,
  settled_at timestamptz,
  constraint outside_requests_numbered check ((state = 'agreed') = (number is not null)),
  constraint outside_requests_silent_by_law check ((silent_until is null) = (silent_law is null)),
  constraint outside_requests_settled
    check ((state = 'waiting') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  constraint outside_requests_by_two check (state in ('waiting', 'withdrawn') or settled_by <> written_by),
  constraint outside_requests_taken_back_by_oneself check (state <> 'withdrawn' or settled_by = written_by)
);

create function outside_requests_stand() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' then
      raise exception 'it begins by waiting' using errcode = 'check_violation', constraint = 'outside_requests_begin_waiting';
    end if;
    if new.corrects is not null and not exists (
      select from outside_requests f where f.id = new.corrects and f.state = 'agreed' and f.corrects is null) then
      raise exception 'a later entry names the first' using errcode = 'check_violation', constraint = 'outside_requests_name_the_first';
    end if;
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
    perform refuse_one_hand(
      new.settled_by, array[new.written_by], (new.settled_at at time zone 'UTC')::date, array['editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger outside_requests_stand before insert or update on outside_requests
  for each row execute function outside_requests_stand();

create function outside_requests_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was written stays' using errcode = 'restrict_violation', constraint = 'outside_requests_stand';
end $$;
create trigger outside_requests_kept before delete or truncate on outside_requests
  for each statement execute function outside_requests_kept();

create function outside_requests_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.kind = 'request-told' and l.entry::jsonb ->> 'request' = new.id::text) then
    raise exception 'it has no leaf in the log' using errcode = 'check_violation', constraint = 'outside_requests_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger outside_requests_with_leaf after insert or update of state on outside_requests
  deferrable initially deferred for each row when (new.state = 'agreed') execute function outside_requests_with_leaf();
create constraint trigger requests_told_with_leaf after insert on events deferrable initially deferred
  for each row when (new.type = 'request.told') execute function public_events_with_leaf();
