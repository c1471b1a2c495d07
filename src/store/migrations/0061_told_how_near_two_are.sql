-- Two accounts that the same person let in lately are as little independent as two of whom one let the other in: whoever may read that
-- is told so of both. Until now only the second was told.
create or replace function of_one_hand(judge uuid, of uuid[], today date) returns boolean language sql stable as $$
  select exists (select from one_hand(of, today) h where h.member = judge)
$$;
create or replace function note_let_in() returns trigger language plpgsql as $$
begin
  new.let_in := of_one_hand(new.reviewed_by,
    (select array_agg(w.staff_id) from submission_writers w where w.submission_id = new.submission_id),
    (new.reviewed_at at time zone 'UTC')::date);
  return new;
end $$;

-- When two took the mark off that a case is about ourselves: a check that is published on it says so.
alter table cases add column ourselves_off_on date;
create or replace function ourselves_off_by_two() returns trigger language plpgsql as $$
begin
  if new.about_ourselves and not old.about_ourselves then
    new.ourselves_off_by := null;
    new.ourselves_off_agreed := null;
    new.ourselves_off_on := null;
    return new;
  end if;
  if new.about_ourselves and new.ourselves_off_agreed is not null then
    raise exception 'what is agreed to is that the mark goes' using errcode = 'check_violation', constraint = 'ourselves_off_by_two';
  end if;
  if old.about_ourselves and not new.about_ourselves then
    if old.ourselves_off_by is null or new.ourselves_off_agreed is null or new.ourselves_off_agreed = old.ourselves_off_by
      or not exists (select from staff s where s.id = new.ourselves_off_agreed and s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')) then
      raise exception 'the mark is taken off by two' using errcode = 'check_violation', constraint = 'ourselves_off_by_two';
    end if;
    perform refuse_one_hand(new.ourselves_off_agreed, array[old.ourselves_off_by], (new.changed_at at time zone 'UTC')::date,
      array['reviewer', 'editor', 'owner'], '{}');
    new.ourselves_off_by := null;
    new.ourselves_off_on := (new.changed_at at time zone 'UTC')::date;
  elsif new.ourselves_off_on is distinct from old.ourselves_off_on then
    raise exception 'what two did stays told' using errcode = 'check_violation', constraint = 'ourselves_off_stays_told';
  end if;
  return new;
end $$;
drop trigger ourselves_off_by_two on cases;
create trigger ourselves_off_by_two before update of about_ourselves, ourselves_off_by, ourselves_off_agreed, ourselves_off_on on cases
  for each row execute function ourselves_off_by_two();
update cases k set ourselves_off_on = (
    select max((h.at at time zone 'UTC')::date) from case_history h where h.case_id = k.id and h.what = 'ourselves-off')
  where not k.about_ourselves and k.ourselves_off_agreed is not null;

-- The last day on which two took that mark off a case, or off one that is the same as it; null where nobody did.
create function ourselves_off(of uuid) returns date language sql stable as $$
  select max(k.ourselves_off_on) from cases k
  where (k.id = of or k.id in (select j.id from cases_joined_into(of) j)) and not k.about_ourselves
$$;
