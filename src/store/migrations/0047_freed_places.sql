-- When a place among what may be held frees, the ground that has waited longest takes it, and nobody has to look once more for that.

-- Somebody found a ground when as much was held as may be; it has been answered by nobody, and its check is still there.
create function waiting_ground(a appeals) returns boolean language sql stable as $$
  select a.outcome is null and not a.holds and coalesce(a.found_ground, false) and a.joined_to is null and exists (
    select from checks c where c.id = a.check_id and c.withdrawn_on is null)
$$;

-- Whose turn it is: by the day on which the ground was found, then the day on which the appeal came. One whose check is held already
-- takes no place from anybody.
create function next_ground() returns uuid language sql stable as $$
  select a.id from appeals a cross join lateral (
    select exists (select from appeals o where o.check_id = a.check_id and o.outcome is null and o.holds) as held) s
  where waiting_ground(a) and (s.held or (
    select count(distinct o.check_id) from appeals o where o.outcome is null and o.holds and o.check_id is not null) < most_held())
  order by s.held desc, coalesce(a.looked_again_on, a.looked_on), a.opened_on, a.id limit 1
$$;

create function takes_place(was appeals, becomes appeals) returns boolean language sql immutable as $$
  select not was.holds and becomes.holds and was.outcome is null and coalesce(was.found_ground, false)
    and to_jsonb(becomes) - 'holds' = to_jsonb(was) - 'holds'
$$;
create function appeals_take_places() returns trigger language plpgsql as $$
begin
  -- One after another, as where they come in and are looked at.
  perform pg_advisory_xact_lock(7261022);
  if new.id is distinct from next_ground() then
    raise exception 'it is not its turn to hold' using errcode = 'check_violation', constraint = 'appeals_take_places';
  end if;
  return new;
end $$;
-- The same function as before; what only takes its place is judged by the one below.
drop trigger appeals_answered_by_another on appeals;
create trigger appeals_answered_by_another before update on appeals for each row
  when ((new.text = old.text or old.note_case_id is null) and not takes_place(old, new)) execute function appeals_answered_by_another();
create trigger appeals_take_places before update on appeals for each row
  when (takes_place(old, new)) execute function appeals_take_places();

-- As before; who waits for a place comes before who finds one now.
create or replace function place_to_hold(of_check uuid) returns boolean language sql stable as $$
  select exists (select from appeals a where a.check_id = of_check and a.outcome is null and a.holds)
    or (select count(distinct a.check_id) from appeals a
        where a.outcome is null and a.check_id is not null and a.check_id <> of_check and (a.holds or waiting_ground(a))) < most_held()
$$;

-- As before; a place for which somebody waits is nobody's who has not been looked at.
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
         where a.outcome is null and a.check_id is not null and (a.holds or waiting_ground(a))) < most_held()
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
