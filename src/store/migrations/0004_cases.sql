-- A case is the work on one claim, from open to decided. It belongs to the team; nothing in it says who asked.
create table cases (
  id uuid primary key,
  -- What people call it by.
  number integer generated always as identity unique,
  state text not null default 'open' check (state in ('open', 'review', 'decided', 'published', 'closed')),
  origin text not null check (origin in ('asked', 'own', 'requested')),
  -- Public: an organisation that asked for the check, never an asker.
  requested_by text,
  -- As first asked, masked; gone when the case is closed as being about a private person.
  title text,
  lang text not null,
  opened_on date not null,
  assigned_to uuid references staff,
  snoozed_until date,
  -- The claim is about the operator, its owner or its funder: nothing but a party statement comes of it.
  about_ourselves boolean not null default false,
  topics text[] not null default '{}',
  -- What ranks it; `reasons` is what the rank says of itself.
  asked integer not null default 0,
  asked_lately integer not null default 0,
  last_asked_on date,
  worth real not null default 0,
  harm text[] not null default '{}',
  rank real not null default 0,
  reasons jsonb not null default '[]',
  closed_as text check (closed_as in ('private-person', 'not-checkable', 'duplicate', 'spam', 'scam-victim', 'crisis', 'emergency')),
  closed_on date,
  -- The case that a duplicate was joined to, or the check that it was answered with.
  joined_to uuid references cases,
  check_id uuid references checks,
  -- When somebody of the team last did something. Triage leaves it alone: it would be the time somebody asked.
  changed_at timestamptz not null,
  -- The transaction that last touched the row, so that those who look at the queue see it move.
  tx xid8 not null default pg_current_xact_id(),
  constraint requested_by_whom check ((origin = 'requested') = (requested_by is not null)),
  constraint closed_with_reason check ((state = 'closed') = (closed_as is not null) and (state = 'closed') = (closed_on is not null)),
  constraint private_person_is_forgotten check (closed_as is distinct from 'private-person' or title is null),
  constraint duplicate_of_what check (closed_as is distinct from 'duplicate' or joined_to is not null or check_id is not null)
);
create index cases_by_rank on cases (rank desc, id) where state in ('open', 'review', 'decided');
create index cases_by_owner on cases (assigned_to) where state in ('open', 'review', 'decided');
create index cases_by_change on cases (tx);

create function cases_tell_change() returns trigger language plpgsql as $$
begin
  new.tx := pg_current_xact_id();
  return new;
end $$;
create trigger cases_tell_change before update on cases for each row execute function cases_tell_change();

-- Groups of look-alike claims that one case works on. A group is named by the claim that began it, there or not.
create table case_groups (
  group_id uuid primary key,
  case_id uuid not null references cases,
  -- Tips counted so far; the case's own count is the sum.
  asked integer not null default 0 check (asked >= 0),
  -- What its first text told of it: whether it asks to be checked, and where it would do harm.
  worth real not null default 0,
  harm text[] not null default '{}',
  constraint one_case_per_group unique (case_id, group_id)
);

-- Kept per group, so that the days of a case follow its groups when it is merged or split.
create table case_days (
  case_id uuid not null,
  group_id uuid not null,
  day date not null,
  asked integer not null check (asked >= 0),
  primary key (group_id, day),
  foreign key (case_id, group_id) references case_groups (case_id, group_id) on update cascade on delete cascade
);
create index case_days_by_case on case_days (case_id, day);

-- A way of looking at the queue that one of the team keeps; `query` is the address without its path.
create table saved_views (
  id uuid primary key,
  staff_id uuid not null references staff,
  name text not null check (length(btrim(name)) between 1 and 60),
  query text not null check (length(query) <= 500),
  constraint one_view_per_name unique (staff_id, name)
);

-- Which tips triage has not looked at yet.
alter table tips add column triaged boolean not null default false;
-- The group this tip was counted in, so that taking it back takes exactly that away; on one claim of it per group.
alter table tip_claims add column counted_in uuid;
create index tips_to_triage on tips (day, id) where state = 'waiting' and not triaged;
create index claims_answered on claims (coalesce(group_id, id)) where answered_by is not null;

-- Merging and splitting, so that both can be undone.
create table case_moves (
  id uuid primary key,
  from_case uuid not null references cases,
  to_case uuid not null references cases,
  groups uuid[] not null check (cardinality(groups) > 0),
  kind text not null check (kind in ('merge', 'split')),
  moved_by uuid not null references staff,
  moved_at timestamptz not null,
  undone_at timestamptz,
  constraint moved_elsewhere check (from_case <> to_case)
);
create index case_moves_by_case on case_moves (from_case);
create index case_moves_to_case on case_moves (to_case);

-- Everything people do on a case, told once, for its page. `detail` holds codes and ids, no text of a tip.
create table case_history (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  at timestamptz not null,
  done_by uuid references staff,
  what text not null,
  detail jsonb not null default '{}'
);
create index case_history_by_case on case_history (case_id, id);

-- The claim as it will be checked: one positive, dated, self-contained sentence per language. Approved by somebody else.
create table case_wordings (
  id uuid primary key,
  case_id uuid not null references cases,
  wording jsonb not null,
  -- Only a public figure or body, with role and place said, as text.
  said_by jsonb,
  proposed_by uuid not null references staff,
  proposed_at timestamptz not null,
  approved_by uuid references staff,
  approved_at timestamptz,
  declined_by uuid references staff,
  declined_at timestamptz,
  constraint wording_approved_by_another check (approved_by is distinct from proposed_by),
  constraint wording_approved_at check ((approved_by is null) = (approved_at is null)),
  constraint wording_declined_at check ((declined_by is null) = (declined_at is null)),
  constraint wording_decided_once check (approved_by is null or declined_by is null)
);
create index case_wordings_by_case on case_wordings (case_id, proposed_at);

-- What was agreed to is what was read: another wording is another row.
create function wordings_stand() returns trigger language plpgsql as $$
begin
  if (new.case_id, new.wording, new.proposed_by, new.proposed_at) is distinct from (old.case_id, old.wording, old.proposed_by, old.proposed_at)
    or new.said_by is distinct from old.said_by
    or (old.approved_by is not null and new.approved_by is distinct from old.approved_by)
    or (old.declined_by is not null and new.declined_by is distinct from old.declined_by) then
    raise exception 'a wording is replaced, not rewritten' using errcode = 'restrict_violation', constraint = 'wordings_stand';
  end if;
  return new;
end $$;
create trigger wordings_stand before update on case_wordings for each row execute function wordings_stand();

create table case_evidence (
  id uuid primary key,
  case_id uuid not null references cases,
  kind text not null check (kind in ('page', 'call', 'document')),
  url text,
  title text not null,
  publisher text not null,
  lang text,
  stance text not null check (stance in ('supports', 'refutes', 'context')),
  interest text not null check (interest in ('independent', 'party', 'ourselves')),
  published_on date,
  accessed_on date not null,
  locator text,
  quotation text,
  translation text,
  archived_url text,
  -- A pasted file, by its SHA-256.
  file text check (file ~ '^[0-9a-f]{64}$'),
  file_name text check (length(file_name) between 1 and 120),
  shows jsonb not null,
  added_by uuid not null references staff,
  changed_at timestamptz not null,
  removed_at timestamptz,
  constraint pages_have_addresses check (kind <> 'page' or url is not null),
  constraint files_have_names check ((file is null) = (file_name is null))
);
create index case_evidence_by_case on case_evidence (case_id) where removed_at is null;

create table case_searches (
  id uuid primary key,
  case_id uuid not null references cases,
  query text not null,
  place text not null,
  searched_on date not null,
  found jsonb not null,
  added_by uuid not null references staff,
  removed_at timestamptz
);
create index case_searches_by_case on case_searches (case_id) where removed_at is null;

-- Each field of each language is saved as typed. A state goes when the next one, by the same hand, only adds to it.
create table draft_fields (
  case_id uuid not null references cases,
  lang text not null,
  field text not null check (field in ('title', 'short', 'known', 'how', 'reply')),
  n integer not null check (n > 0),
  text text not null check (length(text) <= 20000),
  written_by uuid not null references staff,
  written_at timestamptz not null,
  -- The state it was typed over. Where it is not the one before, two people typed at once, and this one waits to be merged.
  base integer not null,
  -- The other state that it was settled with.
  settles integer,
  current boolean not null,
  primary key (case_id, lang, field, n),
  constraint typed_over_earlier check (base >= 0 and base < n and settles < n)
);
create unique index one_current_state on draft_fields (case_id, lang, field) where current;

create table case_remarks (
  id uuid primary key,
  case_id uuid not null references cases,
  text text not null check (length(text) between 1 and 5000),
  said_by uuid not null references staff,
  said_at timestamptz not null,
  -- A passage of the draft that is spoken of; null for the case as a whole.
  passage jsonb,
  settled_by uuid references staff,
  settled_at timestamptz,
  constraint settled_by_whom check ((settled_by is null) = (settled_at is null))
);
create index case_remarks_by_case on case_remarks (case_id, said_at);

create table case_mentions (
  remark_id uuid not null references case_remarks on delete cascade,
  staff_id uuid not null references staff,
  seen_at timestamptz,
  primary key (remark_id, staff_id)
);
create index case_mentions_unseen on case_mentions (staff_id) where seen_at is null;

create table case_tasks (
  id uuid primary key,
  case_id uuid not null references cases,
  text text not null check (length(text) between 1 and 500),
  assigned_to uuid references staff,
  made_by uuid not null references staff,
  made_at timestamptz not null,
  done_by uuid references staff,
  done_at timestamptz
);
create index case_tasks_by_case on case_tasks (case_id);

-- Right of reply: who was asked, when, and what they said; public, and therefore only public figures and bodies.
create table case_replies (
  id uuid primary key,
  case_id uuid not null references cases,
  asked text not null check (length(asked) between 1 and 300),
  asked_on date not null,
  way text not null check (length(way) between 1 and 300),
  due_on date,
  said jsonb,
  said_on date,
  noted_by uuid not null references staff,
  constraint said_when check ((said is null) = (said_on is null))
);
create index case_replies_by_case on case_replies (case_id);

-- Whoever works on a case says whether the matter concerns them.
create table case_interests (
  case_id uuid not null references cases,
  staff_id uuid not null references staff,
  concerned boolean not null,
  explain text,
  declared_at timestamptz not null,
  primary key (case_id, staff_id),
  constraint concerned_explains check (not concerned or length(btrim(explain)) > 0)
);
