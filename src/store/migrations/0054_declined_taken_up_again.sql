-- A claim that was declined is taken up again once an appeal against that was upheld: in public, and not by whoever declined it.
create table claims_taken_up (
  -- What declined it.
  submission_id uuid primary key references submissions,
  case_id uuid not null references cases,
  -- One appeal takes up one claim, once.
  appeal_id uuid not null unique references appeals,
  taken_up_by uuid not null references staff,
  taken_up_on date not null
);
create index claims_taken_up_by_case on claims_taken_up (case_id);

-- What declined a case last; null where nothing did.
create function declined_by(of_case uuid) returns uuid language sql stable as $$
  select s.id from submissions s where s.case_id = of_case and s.kind = 'closing' and s.state = 'published'
  order by s.published_at desc, s.id desc limit 1
$$;

-- Who handed in, wrote or agreed to what declined it.
create function part_in_declining(of_submission uuid) returns uuid[] language sql stable as $$
  select coalesce(array_agg(p.id), '{}') from (
    select s.submitted_by as id from submissions s where s.id = of_submission
    union select w.staff_id from submission_writers w where w.submission_id = of_submission
    union select r.reviewed_by from reviews r where r.submission_id = of_submission) p
$$;

-- Where all who may had a part in it, one of them does what the answer said.
create function claims_taken_up_by_another() returns trigger language plpgsql as $$
declare
  part uuid[] := part_in_declining(new.submission_id);
  able constant text[] := array['reviewer', 'editor', 'owner'];
begin
  if new.submission_id is distinct from declined_by(new.case_id)
    or not exists (select from cases k where k.id = new.case_id and k.state = 'closed' and k.closed_as = 'not-checkable')
    or not exists (
      select from appeals a join submissions s on s.id = new.submission_id
      where a.id = new.appeal_id and a.case_id = new.case_id and a.joined_to is null and a.outcome in ('upheld', 'partly')
        and a.opened_on >= (s.published_at at time zone 'UTC')::date) then
    raise exception 'no appeal against this was upheld' using errcode = 'check_violation', constraint = 'taken_up_after_appeal';
  end if;
  if not exists (select from staff s where s.id = new.taken_up_by and s.state = 'active' and s.role = any (able)) then
    raise exception 'this account takes up nothing' using errcode = 'check_violation', constraint = 'taken_up_by_right';
  end if;
  if new.taken_up_by = any (part) and exists (
    select from staff s where s.state = 'active' and s.role = any (able) and s.id <> all (part)) then
    raise exception 'whoever declined it does not take it up' using errcode = 'check_violation', constraint = 'taken_up_by_another';
  end if;
  perform refuse_one_hand(new.taken_up_by, part, new.taken_up_on, able, '{}');
  return new;
end $$;
create trigger claims_taken_up_by_another before insert on claims_taken_up
  for each row execute function claims_taken_up_by_another();

create function claims_taken_up_stand() returns trigger language plpgsql as $$
begin
  raise exception 'that it was taken up stays told' using errcode = 'restrict_violation', constraint = 'claims_taken_up_stand';
end $$;
create trigger claims_taken_up_stand before update or delete or truncate on claims_taken_up
  for each statement execute function claims_taken_up_stand();

create function claims_taken_up_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.kind = 'claim-reopened' and l.entry::jsonb ->> 'appeal' = new.appeal_id::text) then
    raise exception 'it has no leaf in the log' using errcode = 'check_violation', constraint = 'claims_taken_up_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger claims_taken_up_with_leaf after insert on claims_taken_up
  deferrable initially deferred for each row execute function claims_taken_up_with_leaf();
create constraint trigger claims_reopened_with_leaf after insert on events deferrable initially deferred
  for each row when (new.type = 'claim.reopened') execute function public_events_with_leaf();

-- What two people declined in public is opened in no other way.
create function declined_stays_closed() returns trigger language plpgsql as $$
begin
  if not exists (select from claims_taken_up t where t.case_id = new.id and t.submission_id = declined_by(new.id)) then
    raise exception 'what two people declined stays closed' using errcode = 'check_violation', constraint = 'declined_stays_closed';
  end if;
  return new;
end $$;
create trigger declined_stays_closed before update of state on cases for each row
  when (old.state = 'closed' and old.closed_as = 'not-checkable' and new.state <> 'closed')
  execute function declined_stays_closed();
