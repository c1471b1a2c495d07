-- Cases that were closed as being the same as this one, however long the way.
create function cases_joined_into(of uuid) returns table (id uuid) language sql stable as $$
  with recursive joined as (
    select c.id from cases c where c.joined_to = of and c.state = 'closed'
    union
    select c.id from joined j join cases c on c.joined_to = j.id and c.state = 'closed')
  select j.id from joined j where j.id <> of
$$;
create index cases_by_joined_to on cases (joined_to) where joined_to is not null;

-- A case that somebody asked, or that is the same as one that somebody asked, ends with a check in the moment in which another
-- agreed, or where each of its groups was answered by that time, as triage finds it.
create or replace function cases_end_with_a_check_by_two() returns trigger language plpgsql as $$
begin
  if exists (select from case_groups g
      where (g.case_id = new.id or g.case_id in (select j.id from cases_joined_into(new.id) j)) and not exists (
        select from claims m where coalesce(m.group_id, m.id) = g.group_id and m.answered_by is not null))
    and not exists (
      select from closings_asked a where a.case_id = new.id and a.check_id = new.check_id and a.state in ('agreed', 'alone')
        and a.settled_at = new.changed_at) then
    raise exception 'nobody else has agreed to this answer' using errcode = 'check_violation', constraint = 'cases_end_with_a_check_by_two';
  end if;
  return new;
end $$;

-- The same as a case that a check answers is the same as that check, and what was handed in is read with the questions it has.
create function cases_join_what_is_open() returns trigger language plpgsql as $$
begin
  if exists (select from cases k where k.id = case_in_the_end(new.joined_to) and (k.check_id is not null or k.state in ('review', 'decided')))
    and exists (select from case_groups g where g.case_id = new.id or g.case_id in (select j.id from cases_joined_into(new.id) j)) then
    raise exception 'what is answered or under review takes no other questions' using errcode = 'check_violation', constraint = 'cases_join_what_is_open';
  end if;
  update closings_asked set state = 'lapsed', settled_at = now() where state = 'waiting' and case_id = case_in_the_end(new.joined_to);
  return new;
end $$;
create trigger cases_join_what_is_open before update of state on cases for each row
  when (new.state = 'closed' and old.state <> 'closed' and new.joined_to is not null)
  execute function cases_join_what_is_open();
