-- What one account does alone to many cases is bounded within an hour, undone ones too: cases said to be about ourselves, on which
-- nothing is concluded then, and cases joined and parted, which moves everybody who asked them.
create function most_marks_an_hour() returns integer language sql immutable as $$ select 20 $$;
create function most_moves_an_hour() returns integer language sql immutable as $$ select 100 $$;
create index case_history_of_marks on case_history (done_by, at) where what in ('ourselves-marked', 'ourselves-kept');
create index case_history_of_moves on case_history (done_by, at) where what in ('merged', 'split');

create function marks_are_bounded() returns trigger language plpgsql as $$
begin
  if (select count(*) from case_history h where h.done_by = new.done_by and h.at > new.at - interval '1 hour' and h.at <= new.at
      and h.what in ('ourselves-marked', 'ourselves-kept')) >= most_marks_an_hour() then
    raise exception 'this account marked too many within the hour' using errcode = 'check_violation', constraint = 'marks_are_bounded';
  end if;
  return new;
end $$;
create trigger marks_are_bounded before insert on case_history for each row
  when (new.done_by is not null and new.what in ('ourselves-marked', 'ourselves-kept')) execute function marks_are_bounded();

create function moves_are_bounded() returns trigger language plpgsql as $$
begin
  if (select count(*) from case_history h where h.done_by = new.done_by and h.at > new.at - interval '1 hour' and h.at <= new.at
      and h.what in ('merged', 'split')) >= most_moves_an_hour() then
    raise exception 'this account moved too many within the hour' using errcode = 'check_violation', constraint = 'moves_are_bounded';
  end if;
  return new;
end $$;
create trigger moves_are_bounded before insert on case_history for each row
  when (new.done_by is not null and new.what in ('merged', 'split')) execute function moves_are_bounded();

-- Somebody in need is written to once for each kind of ending, however often a case is closed so and opened again.
alter table outbox add column help text check (help in ('scam-victim', 'crisis', 'emergency'));
alter table outbox add constraint outbox_help_is_an_ending check (help is null or template is not distinct from 'ticket-closed');
create unique index outbox_helps_once on outbox (tip_id, help) where help is not null;
