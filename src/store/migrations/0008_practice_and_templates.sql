-- Practice: somebody's own tries at checks that were decided. Read by that one alone, counted nowhere, gone when they like.
create table practice_attempts (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  check_id uuid not null references checks on delete cascade,
  lang text not null,
  begun_on date not null,
  -- The steps in their order; each is null until it is answered, and none before the one ahead of it.
  checkable text check (checkable in ('yes', 'opinion', 'prediction', 'too-vague')),
  -- Which sources were taken for independent, by their place in the list, from 0.
  independent integer[],
  verdict text check (verdict in ('true', 'mostly-true', 'mixed', 'missing-context', 'misleading', 'false',
                                  'altered', 'satire', 'unproven', 'denied-by-party')),
  short text check (length(short) <= 300),
  done_on date,
  constraint steps_in_order check (
    (independent is null or checkable is not null) and (verdict is null or independent is not null)
    and (short is null) = (verdict is null) and (done_on is null) = (verdict is null))
);
create index practice_by_staff on practice_attempts (staff_id, begun_on);
create unique index one_try_at_a_time on practice_attempts (staff_id, check_id) where done_on is null;

-- Short answers that are the same for everybody. Each text that was ever in use stays, for all to read.
create table templates (
  key text not null check (key in ('scam-victim', 'crisis', 'emergency', 'not-checkable', 'duplicate', 'thanks')),
  lang text not null check (lang in ('vi', 'en')),
  n integer not null check (n > 0),
  text text not null check (length(btrim(text)) between 1 and 4000),
  current boolean not null,
  changed_by uuid not null references staff,
  changed_on date not null,
  primary key (key, lang, n)
);
create unique index one_current_template on templates (key, lang) where current;

create function template_texts_stay() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or (new.key, new.lang, new.n, new.text, new.changed_by, new.changed_on)
      is distinct from (old.key, old.lang, old.n, old.text, old.changed_by, old.changed_on) then
    raise exception 'what was said stays' using errcode = 'restrict_violation', constraint = 'template_texts_stay';
  end if;
  return new;
end $$;
create trigger template_texts_stay before update or delete on templates for each row execute function template_texts_stay();

-- Tokens for somebody's own programs: only the SHA-256 of each, what it may, until when, and the day it last did something.
create table access_tokens (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  name text not null check (length(btrim(name)) between 1 and 100),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  rights text[] not null check (cardinality(rights) > 0),
  made_on date not null,
  expires_on date not null,
  last_used_on date,
  revoked_on date,
  constraint tokens_expire check (expires_on > made_on and expires_on <= made_on + 366)
);
create index access_tokens_by_staff on access_tokens (staff_id);

-- Whoever leaves the team leaves neither a way in nor their practice behind.
create function leaving_takes_along() returns trigger language plpgsql as $$
begin
  delete from access_tokens where staff_id = new.id;
  delete from practice_attempts where staff_id = new.id;
  return null;
end $$;
create trigger leaving_takes_along after update of state on staff for each row
  when (new.state = 'removed') execute function leaving_takes_along();

-- Addresses that are told of cases and checks. The secret is not kept: it is made of the instance's key, the id and `secret_n`.
create table webhooks (
  id uuid primary key,
  url text not null check (url like 'https://%' and length(url) <= 2000),
  events text[] not null check (cardinality(events) > 0),
  secret_n integer not null default 1,
  active boolean not null default true,
  made_by uuid not null references staff,
  made_on date not null
);

-- One row per event and address: ids only, nothing that anybody wrote.
create table webhook_deliveries (
  id uuid primary key,
  webhook_id uuid not null references webhooks on delete cascade,
  type text not null,
  data jsonb not null,
  happened_at timestamptz not null,
  tries integer not null default 0,
  next_at timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  status integer,
  problem text,
  tried_at timestamptz,
  constraint waiting_for_when check ((state = 'waiting') = (next_at is not null))
);
create index webhook_deliveries_due on webhook_deliveries (next_at) where state = 'waiting';
create index webhook_deliveries_by_hook on webhook_deliveries (webhook_id, happened_at);

-- In the transaction that tells the event: none is told that did not happen, and none that happened is forgotten.
create function tell_webhooks() returns trigger language plpgsql as $$
begin
  if not exists (select from webhooks w where w.active and new.type = any (w.events)) then return null; end if;
  insert into webhook_deliveries (id, webhook_id, type, data, happened_at, next_at)
  select gen_random_uuid(), w.id, new.type,
    jsonb_strip_nulls(jsonb_build_object('check', new.data->>'check', 'case', new.data->>'case',
      'into', new.data->>'into', 'made', new.data->>'made')),
    coalesce(new.at, new.day), coalesce(new.at, new.day)
  from webhooks w
  where w.active and new.type = any (w.events)
    -- Another publisher's checks come by the thousand, and are not what this team did.
    and (new.type not like 'check.%'
      or exists (select from checks c where c.id = (new.data->>'check')::uuid and c.source_id is null));
  return null;
end $$;
create trigger tell_webhooks after insert on events for each row
  when (new.type like 'case.%' or new.type like 'check.%') execute function tell_webhooks();
