-- Ending a case with a published check writes to everybody who asked. One account asks for it, another agrees; a team of one
-- waits a day, in which it can be taken back.
create table closings_asked (
  id uuid primary key,
  case_id uuid not null references cases,
  check_id uuid not null references checks,
  asked_by uuid not null references staff,
  asked_at timestamptz not null,
  -- `alone`: a day went by in which nobody else could agree. `lapsed`: the case became another one, or ended otherwise.
  state text not null default 'waiting' check (state in ('waiting', 'agreed', 'declined', 'withdrawn', 'alone', 'lapsed')),
  settled_by uuid references staff,
  settled_at timestamptz,
  constraint closing_settled_when check ((state = 'waiting') = (settled_at is null)),
  constraint closing_settled_by_whom check ((state in ('agreed', 'declined', 'withdrawn')) = (settled_by is not null)),
  constraint closing_by_another check (state not in ('agreed', 'declined') or settled_by <> asked_by),
  constraint closing_taken_back_by_oneself check (state <> 'withdrawn' or settled_by = asked_by),
  constraint closing_alone_after_a_day check (state <> 'alone' or settled_at >= asked_at + interval '24 hours')
);
create unique index one_waiting_closing on closings_asked (case_id) where state = 'waiting';

create function closings_asked_stand() returns trigger language plpgsql as $$
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
    select from staff s where s.id = new.settled_by and s.state = 'active' and s.role in ('checker', 'reviewer', 'editor', 'owner')) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'closing_decided_by_right';
  end if;
  if new.state = 'alone' and exists (
    select from staff s where s.id <> new.asked_by and s.state = 'active' and s.role in ('checker', 'reviewer', 'editor', 'owner')) then
    raise exception 'somebody else can be asked' using errcode = 'check_violation', constraint = 'closing_alone_with_nobody';
  end if;
  return new;
end $$;
create trigger closings_asked_stand before insert or update or delete on closings_asked
  for each row execute function closings_asked_stand();

-- What was agreed to is what was read: where others' questions come into the case, or leave it, the yes is asked for anew.
create function closings_lapse_with_groups() returns trigger language plpgsql as $$
begin
  update closings_asked set state = 'lapsed', settled_at = now()
    where state = 'waiting' and case_id in (old.case_id, new.case_id);
  return null;
end $$;
create trigger closings_lapse_with_groups after update of case_id on case_groups for each row
  when (old.case_id is distinct from new.case_id) execute function closings_lapse_with_groups();
create function closings_lapse_with_case() returns trigger language plpgsql as $$
begin
  update closings_asked set state = 'lapsed', settled_at = now() where state = 'waiting' and case_id = new.id;
  return null;
end $$;
create trigger closings_lapse_with_case after update of state on cases for each row
  when (new.state in ('published', 'closed') and new.state <> old.state) execute function closings_lapse_with_case();

-- A case that somebody asked ends with a check in the moment in which another agreed, or where each of its groups was
-- answered by that time, as triage finds it.
create function cases_end_with_a_check_by_two() returns trigger language plpgsql as $$
begin
  if exists (select from case_groups g where g.case_id = new.id and not exists (
      select from claims m where coalesce(m.group_id, m.id) = g.group_id and m.answered_by is not null))
    and not exists (
      select from closings_asked a where a.case_id = new.id and a.check_id = new.check_id and a.state in ('agreed', 'alone')
        and a.settled_at = new.changed_at) then
    raise exception 'nobody else has agreed to this answer' using errcode = 'check_violation', constraint = 'cases_end_with_a_check_by_two';
  end if;
  return new;
end $$;
create trigger cases_end_with_a_check_by_two before update of state on cases for each row
  when (new.state = 'closed' and old.state <> 'closed' and new.closed_as = 'duplicate' and new.check_id is not null)
  execute function cases_end_with_a_check_by_two();

-- What was erased when a case was closed as being about a private person, sealed under a key outside the database: nobody
-- reads it. Opening the case again within hours brings it back; then it is gone for good, within the day that was promised.
create table case_seals (
  case_id uuid primary key references cases,
  sealed bytea not null,
  key_day date not null,
  -- Files of its evidence, by SHA-256, which stay on the disk as long.
  files text[] not null default '{}',
  closed_by uuid not null references staff,
  closed_at timestamptz not null,
  erase_at timestamptz not null,
  constraint seals_are_short check (erase_at > closed_at and erase_at <= closed_at + interval '20 hours')
);
create function case_seals_stand() returns trigger language plpgsql as $$
begin
  raise exception 'what is sealed is opened or erased' using errcode = 'restrict_violation', constraint = 'case_seals_stand';
end $$;
create trigger case_seals_stand before update on case_seals for each row execute function case_seals_stand();
