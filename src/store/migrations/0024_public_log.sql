-- The public log: what becomes public asks for its leaf in the same transaction. No word of anybody stands in an entry; a text
-- is there as a salted hash alone, so that it can be erased and the log stays as it was.
create table log_leaves (
  -- The order of asking; the order of the log is the number a leaf gets when its turn comes.
  id bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- Canonical JSON (RFC 8785), the very bytes that are hashed.
  entry text not null check (jsonb_typeof(entry::jsonb) = 'object' and octet_length(entry) <= 65535),
  -- The check, explainer, case or appeal that it tells of.
  subject_id uuid,
  submission_id uuid references submissions deferrable,
  event_id bigint unique references events deferrable,
  leaf_number bigint unique check (leaf_number >= 0),
  sealed boolean not null default false,
  constraint sealed_in_its_place check (not sealed or leaf_number is not null),
  constraint told_once_of_each_kind unique (submission_id, kind)
);
create index log_leaves_waiting on log_leaves (id) where leaf_number is null;
create index log_leaves_unsealed on log_leaves (leaf_number) where not sealed;
create index log_leaves_by_subject on log_leaves (subject_id, id) where subject_id is not null;
create index log_leaves_by_kind on log_leaves (kind, leaf_number) where sealed;

-- What opens the hash of a text. Erasing is taking the row away.
create table log_salts (
  leaf_id bigint not null references log_leaves,
  field text not null,
  salt text not null check (salt ~ '^[0-9a-f]{64}$'),
  primary key (leaf_id, field)
);

-- The last checkpoint that was acknowledged: the files must never say less, nor anything else.
create table log_head (
  one boolean primary key default true check (one),
  size bigint not null check (size > 0),
  root text not null,
  checkpoint text not null
);

create function leaves_stand() returns trigger language plpgsql as $$
begin
  if (new.id, new.kind, new.entry, new.subject_id, new.submission_id, new.event_id)
      is distinct from (old.id, old.kind, old.entry, old.subject_id, old.submission_id, old.event_id)
    or old.leaf_number is not null and new.leaf_number is distinct from old.leaf_number
    or old.sealed and not new.sealed then
    raise exception 'a leaf stays as it was told' using errcode = 'restrict_violation', constraint = 'leaves_stand';
  end if;
  return new;
end $$;
create trigger leaves_stand before update on log_leaves for each row execute function leaves_stand();

create function log_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the log only grows' using errcode = 'restrict_violation', constraint = 'log_is_kept';
end $$;
create trigger leaves_are_kept before delete or truncate on log_leaves for each statement execute function log_is_kept();
create trigger salts_stand before update or truncate on log_salts for each statement execute function log_is_kept();
create trigger log_head_is_kept before delete or truncate on log_head for each statement execute function log_is_kept();

create function log_head_grows() returns trigger language plpgsql as $$
begin
  if new.size < old.size or new.size = old.size and new.root <> old.root then
    raise exception 'the log never goes back' using errcode = 'restrict_violation', constraint = 'log_head_grows';
  end if;
  return new;
end $$;
create trigger log_head_grows before update on log_head for each row execute function log_head_grows();

create function leaves_wake() returns trigger language plpgsql as $$
begin
  perform pg_notify('sangto_leaves', '');
  return null;
end $$;
create trigger leaves_wake after insert on log_leaves for each statement execute function leaves_wake();

-- Agreed, and waiting for its leaf: nobody takes it back any more, and nothing of it is public yet.
alter table submissions add column sealing_at timestamptz;
alter table submissions add constraint sealing_is_agreed check (sealing_at is null or state in ('approved', 'published'));

create function sealing_goes_on() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' and old.sealing_at is not null and (new.sealing_at is distinct from old.sealing_at or new.state not in ('approved', 'published')) then
    raise exception 'its leaf is asked for' using errcode = 'restrict_violation', constraint = 'sealing_goes_on';
  end if;
  return new;
end $$;
create trigger sealing_goes_on before update on submissions for each row execute function sealing_goes_on();

-- Nothing becomes public behind the log: a decision has its leaf, and all but what takes something back has it sealed before.
-- What the sample team decided is shown at once.
create function yes_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (
    select from log_leaves l where l.submission_id = new.id and (
      l.sealed or new.kind in ('withdrawal', 'explainer-withdrawal')
      or exists (select from staff f where f.id = new.submitted_by and f.state = 'sample'))) then
    raise exception 'it has no leaf in the log' using errcode = 'check_violation', constraint = 'yes_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger yes_with_leaf after insert or update of state on submissions deferrable initially deferred
  for each row when (new.state = 'published') execute function yes_with_leaf();

create function public_events_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.event_id = new.id) then
    raise exception 'a public event without its leaf' using errcode = 'check_violation', constraint = 'public_events_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger public_events_with_leaf after insert on events deferrable initially deferred
  for each row when (new.type in ('source.opted', 'team.changed', 'appeal.opened', 'appeal.answered', 'template.changed'))
  execute function public_events_with_leaf();
