-- Two decide, and both hold the right in the moment in which it is decided: who put something forward and lost the right since, or
-- left, is not one of the two any more. A yes to it is refused; somebody who holds the right puts it forward anew.
create function holds_right(who uuid, roles text[]) returns boolean language sql stable as $$
  select exists (select from staff s where s.id = who and s.state <> 'removed' and s.role = any (roles))
$$;

-- Beside a column that names the first of the two, with the roles that hold the right to put it forward. Null: whoever runs the machine.
create function first_holds_the_right() returns trigger language plpgsql as $$
declare
  first uuid := to_jsonb(new) ->> tg_argv[0];
begin
  if first is not null and not holds_right(first, string_to_array(tg_argv[1], ' ')) then
    raise exception 'who put this forward may not any more' using errcode = 'check_violation', constraint = 'first_holds_the_right';
  end if;
  return new;
end $$;

create function submitter_holds_the_right() returns trigger language plpgsql as $$
begin
  if not exists (
    select from submissions d where d.id = new.submission_id
      and holds_right(d.submitted_by, array['checker', 'reviewer', 'editor', 'owner'])) then
    raise exception 'who handed this in may not any more' using errcode = 'check_violation', constraint = 'first_holds_the_right';
  end if;
  return new;
end $$;
create trigger first_holds_the_right before insert on reviews for each row
  when (new.outcome in ('approved', 'overridden')) execute function submitter_holds_the_right();

create trigger first_holds_the_right before update on case_wordings for each row
  when (new.approved_by is not null and old.approved_by is null)
  execute function first_holds_the_right('proposed_by', 'trainee checker reviewer editor owner');
create trigger first_holds_the_right before update on template_proposals for each row
  when (new.state = 'approved' and old.state = 'waiting')
  execute function first_holds_the_right('proposed_by', 'editor owner');
create trigger first_holds_the_right before insert on taught_aliases for each row
  when (new.confirmed_by is not null)
  execute function first_holds_the_right('added_by', 'reviewer editor owner');
create trigger first_still_holds_the_right before update on taught_aliases for each row
  when (new.confirmed_by is not null and (new.added_by, new.confirmed_by, new.confirmed_on)
    is distinct from (old.added_by, old.confirmed_by, old.confirmed_on))
  execute function first_holds_the_right('added_by', 'reviewer editor owner');
create trigger first_holds_the_right before update on source_opt_ins for each row
  when (new.state = 'agreed' and old.state = 'waiting')
  execute function first_holds_the_right('asked_by', 'editor owner');
create trigger first_holds_the_right before update on import_runs for each row
  when (new.decision = 'released' and old.decision is null)
  execute function first_holds_the_right('asked_by', 'editor owner');
create trigger first_holds_the_right before update on closings_asked for each row
  when (new.state in ('agreed', 'alone') and old.state = 'waiting')
  execute function first_holds_the_right('asked_by', 'checker reviewer editor owner');
create trigger first_holds_the_right before update on outside_requests for each row
  when (new.state = 'agreed' and old.state = 'waiting')
  execute function first_holds_the_right('written_by', 'editor owner');
create trigger first_holds_the_right before update on rater_proposals for each row
  when (new.settled_by is not null and old.settled_by is null)
  execute function first_holds_the_right('weighed_by', 'reviewer editor owner');
create trigger first_holds_the_right before update on standing_answers for each row
  when (new.state = 'agreed' and old.state = 'waiting')
  execute function first_holds_the_right('written_by', 'editor owner');
create trigger first_holds_the_right before update on cases for each row
  when (old.about_ourselves and not new.about_ourselves)
  execute function first_holds_the_right('ourselves_off_by', 'checker reviewer editor owner');

-- How many letters asked a mailbox for its side on a day. The mark is a keyed hash of day and mailbox: two days of one mailbox look
-- like two mailboxes to whoever reads this, and after a week it is gone. No backup holds it.
create table side_letters (
  mark text primary key check (mark ~ '^[0-9a-f]{64}$'),
  sent_on date not null,
  letters smallint not null check (letters between 1 and 2)
);

-- How many people somebody of the team invited to rate on a day.
create table rater_invitations_sent (
  staff_id uuid not null references staff,
  sent_on date not null,
  letters smallint not null check (letters between 1 and 10),
  primary key (staff_id, sent_on)
);
