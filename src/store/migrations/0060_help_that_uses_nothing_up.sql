-- Somebody in need is written to at once, on the word of one person. That may be taken back within a day, so it does not use up the
-- address: whoever opens the case again can still answer.

-- Whether something of a tip was ended by one person a moment ago, and may be opened again.
create function ticket_undoable(of uuid) returns boolean language sql stable as $$
  select exists (
    select from tip_claims tc join claims c on c.id = tc.claim_id join case_groups g on g.group_id = coalesce(c.group_id, c.id)
    where tc.tip_id = of and c.answered_by is null and tc.check_id is null and ending_undoable(g.case_id))
$$;

create function contact_outlasts_undo() returns trigger language plpgsql as $$
begin
  if ticket_undoable(new.tip_id) then
    raise exception 'this ending can be undone, and the address is needed then' using errcode = 'check_violation', constraint = 'contact_outlasts_undo';
  end if;
  return new;
end $$;
create trigger contact_outlasts_undo before update of sealed on contacts for each row
  when (new.tip_id is not null and old.sealed is not null and new.sealed is null) execute function contact_outlasts_undo();

-- What was opened again and ends once more is told once more; the id tells one ending from the one before. Three letters at most
-- say to one ticket that its question is over, however often somebody ends and opens it.
alter table cases add column reopened_as uuid;
alter table outbox drop constraint outbox_occasions;
alter table outbox add constraint outbox_occasions check (kind = 'account' and occasion is not null
  or template is not distinct from 'ticket-closed' or kind <> 'account' and occasion is null);

create function most_endings_told() returns integer language sql immutable as $$ select 3 $$;
create function outbox_tells_endings() returns trigger language plpgsql as $$
begin
  if new.occasion is not null and not exists (
    select from tip_claims tc join claims c on c.id = tc.claim_id join case_groups g on g.group_id = coalesce(c.group_id, c.id)
      join cases k on k.id = case_in_the_end(g.case_id)
    where tc.tip_id = new.tip_id and k.state = 'closed' and k.reopened_as = new.occasion) then
    raise exception 'this ending is not one of the ticket' using errcode = 'check_violation', constraint = 'outbox_tells_endings';
  end if;
  if (select count(*) from outbox o where o.tip_id = new.tip_id and o.template = 'ticket-closed') >= most_endings_told() then
    raise exception 'this ticket was told often enough that it is over' using errcode = 'check_violation', constraint = 'outbox_tells_endings';
  end if;
  return new;
end $$;
create trigger outbox_tells_endings before insert on outbox for each row
  when (new.template = 'ticket-closed') execute function outbox_tells_endings();

-- One account ends so many cases for people in need within an hour, undone ones too: each of them sent letters.
create function most_needs_an_hour() returns integer language sql immutable as $$ select 20 $$;
create index case_history_of_needs on case_history (done_by, at)
  where what = 'closed' and detail ->> 'as' in ('scam-victim', 'crisis', 'emergency');
create function needs_are_bounded() returns trigger language plpgsql as $$
begin
  if (select count(*) from case_history h where h.done_by = new.done_by and h.at > new.at - interval '1 hour' and h.at <= new.at
      and h.what = 'closed' and h.detail ->> 'as' in ('scam-victim', 'crisis', 'emergency')) >= most_needs_an_hour() then
    raise exception 'this account ended too many within the hour' using errcode = 'check_violation', constraint = 'needs_are_bounded';
  end if;
  return new;
end $$;
create trigger needs_are_bounded before insert on case_history for each row
  when (new.done_by is not null and new.what = 'closed' and new.detail ->> 'as' in ('scam-victim', 'crisis', 'emergency'))
  execute function needs_are_bounded();
