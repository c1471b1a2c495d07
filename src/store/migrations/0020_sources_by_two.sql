-- Another publisher's checks answer the public by themselves once two accounts agreed to it: one asked with a reason that
-- everybody may read, another said yes. Whoever runs the machine may do it there alone: all of it lies in their hands anyway.
create table source_opt_ins (
  id uuid primary key,
  source_id uuid not null references sources,
  reason text not null check (length(reason) <= 1000),
  -- Null: whoever runs the machine, by the link that it prints.
  asked_by uuid references staff,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'agreed', 'declined', 'withdrawn')),
  settled_by uuid references staff,
  settled_at timestamptz,
  -- Done on the machine itself: nobody else was asked.
  on_machine boolean not null default false,
  -- Opted out again, by one account and at once.
  ended_by uuid references staff,
  ended_at timestamptz,
  constraint opt_in_settled_when check ((state = 'waiting') = (settled_at is null) and (settled_by is null or settled_at is not null)),
  constraint opt_in_by_another check (on_machine or state not in ('agreed', 'declined') or settled_by is distinct from asked_by),
  constraint opt_in_taken_back_by_oneself check (state <> 'withdrawn' or settled_by is not distinct from asked_by),
  constraint opt_in_with_reason check (on_machine or length(btrim(reason)) > 0),
  constraint opt_in_of_the_machine check (not on_machine or (state = 'agreed' and asked_by is null and settled_by is null)),
  constraint opt_in_ended_once_agreed check (ended_at is null or state = 'agreed')
);
create unique index one_waiting_opt_in on source_opt_ins (source_id) where state = 'waiting';
create unique index one_opt_in_in_force on source_opt_ins (source_id) where state = 'agreed' and ended_at is null;

-- Those that answer already were let to on the machine or by one account; none comes after them without two.
insert into source_opt_ins (id, source_id, reason, asked_at, state, settled_at, on_machine)
  select gen_random_uuid(), id, '', now(), 'agreed', now(), true from sources where answers;

create function source_opt_ins_stand() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE'
    or (new.id, new.source_id, new.reason, new.asked_at, new.on_machine)
      is distinct from (old.id, old.source_id, old.reason, old.asked_at, old.on_machine)
    or new.asked_by is distinct from old.asked_by
    or (old.state <> 'waiting' and (new.state <> old.state or new.settled_by is distinct from old.settled_by or new.settled_at is distinct from old.settled_at))
    or old.ended_at is not null then
    raise exception 'what was asked stays' using errcode = 'restrict_violation', constraint = 'source_opt_ins_stand';
  end if;
  if new.state in ('agreed', 'declined') and old.state = 'waiting' and new.settled_by is not null and not exists (
    select from staff s where s.id = new.settled_by and s.state = 'active' and s.role in ('editor', 'owner')) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'opt_in_decided_by_right';
  end if;
  return new;
end $$;
create trigger source_opt_ins_stand before update or delete on source_opt_ins
  for each row execute function source_opt_ins_stand();
create function source_opt_ins_begin_waiting() returns trigger language plpgsql as $$
begin
  if new.state <> 'waiting' and not new.on_machine or new.ended_at is not null then
    raise exception 'nobody else has agreed' using errcode = 'check_violation', constraint = 'source_opt_ins_begin_waiting';
  end if;
  return new;
end $$;
create trigger source_opt_ins_begin_waiting before insert on source_opt_ins
  for each row execute function source_opt_ins_begin_waiting();

create function sources_answer_by_two() returns trigger language plpgsql as $$
begin
  if new.answers and not exists (
    select from source_opt_ins o where o.source_id = new.id and o.state = 'agreed' and o.ended_at is null) then
    raise exception 'nobody else has agreed that it answers' using errcode = 'check_violation', constraint = 'sources_answer_by_two';
  end if;
  return new;
end $$;
create trigger sources_answer_by_two before insert or update of answers on sources
  for each row execute function sources_answer_by_two();

-- What one account brings in on the web waits here, touching nothing, until another one lets it in.
alter table import_runs add column held boolean not null default false;
alter table import_runs add column asked_by uuid references staff;
alter table import_runs add column decision text check (decision in ('released', 'declined', 'withdrawn'));
alter table import_runs add column decided_by uuid references staff;
alter table import_runs add column decided_at timestamptz;
alter table import_runs add constraint import_decided_when
  check ((decision is null) = (decided_at is null) and (decided_by is null or decided_at is not null));
alter table import_runs add constraint import_held_is_decided check (decision is null or held);
alter table import_runs add constraint import_let_in_by_another
  check (decision is null or decision = 'withdrawn' or decided_by is distinct from asked_by);
alter table import_runs add constraint import_taken_back_by_oneself
  check (decision is distinct from 'withdrawn' or decided_by is not distinct from asked_by);

create function import_runs_stand() returns trigger language plpgsql as $$
begin
  if new.held <> old.held or new.asked_by is distinct from old.asked_by
    or (old.decision is not null and (new.decision, new.decided_at) is distinct from (old.decision, old.decided_at))
    or (old.decision is not null and new.decided_by is distinct from old.decided_by) then
    raise exception 'what was asked stays' using errcode = 'restrict_violation', constraint = 'import_runs_stand';
  end if;
  if new.decision in ('released', 'declined') and old.decision is null then
    if new.decided_by is not null and not exists (
      select from staff s where s.id = new.decided_by and s.state = 'active' and s.role in ('editor', 'owner')) then
      raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'import_decided_by_right';
    end if;
    -- What is still being read could become something else than what was seen.
    if new.finished_at is null then
      raise exception 'it is not read to its end' using errcode = 'check_violation', constraint = 'import_decided_when_read';
    end if;
  end if;
  return new;
end $$;
create trigger import_runs_stand before update on import_runs for each row execute function import_runs_stand();

-- Masked like everything that is stored; gone once they are let in or declined.
create table import_items (
  run_id uuid not null references import_runs on delete cascade,
  n bigint generated always as identity,
  item jsonb not null,
  primary key (run_id, n)
);
create function import_items_wait() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or not exists (
    select from import_runs r where r.id = new.run_id and r.held and r.finished_at is null and r.decision is null) then
    raise exception 'what waits is what was read' using errcode = 'restrict_violation', constraint = 'import_items_wait';
  end if;
  return new;
end $$;
create trigger import_items_wait before insert or update on import_items for each row execute function import_items_wait();
