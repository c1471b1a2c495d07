-- Tips come in, claims are what they ask, checks answer. Nothing here can hold a person: no account, author or place of a post.

create table sources (
  id uuid primary key,
  name text not null check (name <> ''),
  site text not null,
  licence text,
  answers boolean not null default false,
  -- A publisher is its site and its name: whoever only names another's address does not inherit that one's trust.
  constraint one_source_per_name_and_site unique (site, name)
);

create table checks (
  id uuid primary key,
  slug text not null unique,
  source_id uuid references sources,
  external_key text not null,
  content_hash text not null,
  original_url text,
  verdict text check (verdict in ('true', 'mostly-true', 'mixed', 'missing-context', 'misleading', 'false',
                                  'altered', 'satire', 'unproven', 'denied-by-party')),
  label text,
  as_of date,
  review_by date,
  published_on date,
  corrected_on date,
  topics text[] not null default '{}',
  claimant jsonb,
  appearances text[] not null default '{}',
  changed_at timestamptz not null,
  constraint one_check_per_item unique nulls not distinct (source_id, external_key),
  constraint own_checks_conclude check (source_id is not null or (verdict is not null and as_of is not null)),
  constraint review_after_conclusion check (review_by is null or as_of is null or review_by > as_of)
);
create index checks_by_date on checks (published_on desc nulls last, id);
create index checks_by_topic on checks using gin (topics);

-- One check, any number of languages, every wording it ever had.
create table check_versions (
  check_id uuid not null references checks on delete cascade,
  lang text not null,
  n integer not null,
  current boolean not null,
  title text not null,
  claim text not null,
  short text not null,
  known text not null,
  how text not null,
  reply text not null,
  primary key (check_id, lang, n)
);
create unique index one_current_version on check_versions (check_id, lang) where current;
create index versions_by_lang on check_versions (lang) where current;

create table check_aliases (
  check_id uuid not null references checks on delete cascade,
  position integer not null,
  lang text not null,
  text text not null,
  primary key (check_id, position)
);

create table evidence (
  check_id uuid not null references checks on delete cascade,
  position integer not null,
  url text,
  title text not null,
  publisher text not null,
  lang text,
  stance text not null check (stance in ('supports', 'refutes', 'context')),
  interest text not null check (interest in ('independent', 'party', 'ourselves')),
  published_on date,
  accessed_on date,
  locator text,
  archived_url text,
  shows jsonb not null,
  primary key (check_id, position)
);

create table fruitless_searches (
  check_id uuid not null references checks on delete cascade,
  position integer not null,
  query text not null,
  place text not null,
  searched_on date not null,
  found jsonb not null,
  primary key (check_id, position)
);

create table corrections (
  check_id uuid not null references checks on delete cascade,
  position integer not null,
  corrected_on date not null,
  kind text not null check (kind in ('minor', 'update', 'correction')),
  explain jsonb not null,
  before jsonb not null,
  primary key (check_id, position)
);

-- Addresses that lead to a check: pages in clear, permalinks of social networks only as keyed hash.
create table check_links (
  check_id uuid not null references checks on delete cascade,
  kind text not null check (kind in ('page', 'permalink')),
  value text not null check (kind <> 'permalink' or value ~ '^[0-9a-f]{64}$'),
  primary key (check_id, kind, value)
);

-- Nobody judges their own cause: the strong verdicts need evidence of somebody independent.
create function strong_verdicts_need_independent_evidence() returns trigger language plpgsql as $$
begin
  if exists (
    select from checks c
    where c.id = new.id and c.source_id is null and c.verdict in ('false', 'misleading')
      and not exists (select from evidence e where e.check_id = c.id and e.interest = 'independent')
  ) then
    raise exception 'check % needs independent evidence for its verdict', new.slug using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger strong_verdicts_need_independent_evidence
  after insert or update on checks deferrable initially deferred
  for each row execute function strong_verdicts_need_independent_evidence();

create table tips (
  -- Version 4 only: later versions of UUID would carry the time of asking.
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  day date not null,
  channel text not null check (channel in ('web', 'api', 'cli')),
  lang text,
  text text check (length(text) <= 25000),
  ticket_hash text unique,
  answer_id uuid unique check (substr(answer_id::text, 15, 1) = '4'),
  outcome text not null check (outcome in ('known', 'perhaps', 'new')),
  state text not null check (state in ('answered', 'waiting', 'withdrawn')),
  erased_on date,
  constraint erased_is_empty check (erased_on is null or text is null)
);
create index tips_by_day on tips (day);
create index tips_with_text on tips (day) where text is not null;

create table claims (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  fingerprint text not null unique,
  text text,
  first_day date not null,
  answered_by uuid references checks
);
create index claims_waiting on claims (id) where answered_by is null and text is not null;

create table tip_claims (
  tip_id uuid not null references tips on delete cascade,
  position integer not null,
  claim_id uuid not null references claims,
  span_start integer not null,
  span_end integer not null,
  outcome text not null check (outcome in ('known', 'perhaps', 'new')),
  -- Checks offered, with the agreeing words of the check's own text; no word of the message.
  answers jsonb not null,
  -- The check that answered by itself, for counting.
  check_id uuid references checks,
  primary key (tip_id, position)
);
create index tip_claims_by_claim on tip_claims (claim_id);
create index tip_claims_by_check on tip_claims (check_id) where check_id is not null;

create table tip_links (
  tip_id uuid not null references tips on delete cascade,
  kind text not null check (kind in ('page', 'permalink')),
  value text not null check (kind <> 'permalink' or value ~ '^[0-9a-f]{64}$'),
  primary key (tip_id, kind, value)
);

create table feedback (
  answer_id uuid not null,
  check_id uuid not null references checks on delete cascade,
  agrees boolean not null,
  day date not null,
  primary key (answer_id, check_id)
);

-- Replies to POSTs with an Idempotency-Key, kept until the day after.
create table remembered_replies (
  key text primary key,
  body text not null,
  reply jsonb not null,
  tip_id uuid not null,
  day date not null
);
create index remembered_replies_by_tip on remembered_replies (tip_id);

-- History and outbox at once. Readers stay below pg_snapshot_xmin, or they would skip commits that come late.
create table events (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  type text not null,
  v integer not null,
  day date not null,
  at timestamptz,
  data jsonb not null,
  constraint tips_have_no_time check (type not like 'tip.%' or at is null)
);
create index events_in_order on events (tx, id);

create function events_are_appended() returns trigger language plpgsql as $$
begin
  raise exception 'events are only ever appended' using errcode = 'restrict_violation';
end $$;
create trigger events_are_appended before update or delete or truncate on events
  for each statement execute function events_are_appended();

create table import_runs (
  id uuid primary key,
  name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  read integer not null default 0,
  imported integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0
);
create table import_refusals (
  run_id uuid not null references import_runs on delete cascade,
  n bigint generated always as identity,
  position text not null,
  code text not null,
  detail text,
  primary key (run_id, n)
);
