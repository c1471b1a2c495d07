-- An ending that one person gave can be undone whole for a day: until then nothing is erased because of it.
alter table cases add column undo_until timestamptz;
alter table cases add constraint undone_while_closed check (undo_until is null or state = 'closed');
create index cases_undoable on cases (undo_until) where undo_until is not null;

-- Whether the ending of a case, or of what it was closed as being the same as, can still be undone whole.
create function ending_undoable(of uuid) returns boolean language sql stable as $$
  with recursive way as (
    select id, joined_to, undo_until, array[id] as seen from cases where id = of
    union all
    select k.id, k.joined_to, k.undo_until, w.seen || k.id from way w join cases k on k.id = w.joined_to
    where k.id <> all (w.seen))
  select exists (select from way where undo_until is not null)
$$;

-- As before, and not while the ending can be undone: what was replied goes with the words of its tip.
drop trigger replies_go_with_case on cases;
create trigger replies_go_with_case after update of state, undo_until on cases for each row
  when (new.state <> old.state and new.state = 'published'
    or new.state = 'closed' and new.joined_to is null and new.undo_until is null
      and (old.state <> 'closed' or old.undo_until is not null))
  execute function replies_go_with_case();

-- About whoever runs the instance, its owner or a funder there is only a party's statement: such a case concludes nothing.
-- Who asked for the mark to be taken off, and who agreed to that.
alter table cases add column ourselves_off_by uuid references staff;
alter table cases add column ourselves_off_agreed uuid references staff;
alter table cases add constraint only_a_mark_is_taken_off check (ourselves_off_by is null or about_ourselves);

create function ourselves_off_by_two() returns trigger language plpgsql as $$
begin
  if new.about_ourselves and not old.about_ourselves then
    new.ourselves_off_by := null;
    new.ourselves_off_agreed := null;
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
  end if;
  return new;
end $$;
create trigger ourselves_off_by_two before update of about_ourselves, ourselves_off_by, ourselves_off_agreed on cases
  for each row execute function ourselves_off_by_two();

-- What is joined to another case, or the same as it, brings the mark along: the answer of that one is its answer.
create function ourselves_go_along() returns trigger language plpgsql as $$
begin
  update cases set about_ourselves = true
    where id = case_in_the_end(new.joined_to) and state = 'open' and not about_ourselves;
  return null;
end $$;
create trigger ourselves_go_along after update of state on cases for each row
  when (new.state = 'closed' and old.state <> 'closed' and new.joined_to is not null and new.about_ourselves)
  execute function ourselves_go_along();

create function nothing_concluded_about_ourselves() returns trigger language plpgsql as $$
begin
  if exists (select from cases k where k.id = new.case_id and k.about_ourselves) then
    raise exception 'nobody judges their own cause' using errcode = 'check_violation', constraint = 'nothing_concluded_about_ourselves';
  end if;
  return new;
end $$;
create trigger about_ourselves_nothing_concluded before insert on submissions for each row
  when (new.kind in ('check', 'correction')) execute function nothing_concluded_about_ourselves();
create trigger about_ourselves_nothing_published before update of state on submissions for each row
  when (new.kind in ('check', 'correction') and new.state in ('approved', 'published') and new.state <> old.state)
  execute function nothing_concluded_about_ourselves();

-- Letters that a check was withdrawn name no check: they are counted by the subscriptions they answer.
create index subscriptions_by_check on subscriptions (check_id);
create index outbox_of_withdrawals on outbox (subscription_id) where template = 'check-withdrawn';
