-- People who rate checks. Of each there is a keyed hash of the address that a link went to, and a day; no name, no list of what
-- they rated. Ratings stand under a pseudonym that is worked out with a key outside this database, one key a quarter: once it is
-- destroyed nothing leads from a rating to anybody.
create table raters (
  id uuid primary key,
  lookup text not null unique check (lookup ~ '^[0-9a-f]{64}$'),
  admitted_on date not null
);

-- A link of a letter works once. It is remembered for as long as it would open.
create table rater_links_used (
  link text primary key check (link ~ '^[0-9a-f]{64}$'),
  until timestamptz not null
);

-- How many came and went, by the day; who, nobody can say.
create table rater_counts (
  day date not null,
  what text not null check (what in ('admitted', 'invited', 'left')),
  n integer not null check (n > 0),
  primary key (day, what)
);

-- The lot: for whom a check was drawn.
create table rating_lots (
  pseudonym text not null check (pseudonym ~ '^[0-9a-f]{20}$'),
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  check_id uuid not null references checks,
  drawn_on date not null,
  primary key (pseudonym, check_id)
);
create index rating_lots_by_check on rating_lots (check_id);

-- Ratings are added, never changed: of several of one pseudonym on one check the last counts, as in the public files.
create table ratings (
  n bigint generated always as identity primary key,
  pseudonym text not null check (pseudonym ~ '^[0-9a-f]{20}$'),
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  check_id uuid not null references checks,
  level smallint not null check (level between 0 and 2),
  reasons text[] not null check (cardinality(reasons) <= 12),
  by_lot boolean not null,
  settled boolean not null,
  -- To the minute: ratings that come together count once, and a finer time would tell more than that asks.
  rated_at timestamptz not null check (rated_at = date_trunc('minute', rated_at)),
  constraint no_means_why check (level > 0 or cardinality(reasons) > 0)
);
create index ratings_by_pseudonym on ratings (pseudonym, check_id, n);
create index ratings_by_check on ratings (check_id, n);
create index ratings_by_time on ratings (rated_at, n);

create function ratings_are_of_our_own() returns trigger language plpgsql as $$
begin
  if not exists (select from checks c where c.id = new.check_id and c.source_id is null and c.published_on is not null and c.withdrawn_on is null) then
    raise exception 'only what we published ourselves is rated' using errcode = 'check_violation', constraint = 'ratings_are_of_our_own';
  end if;
  if new.by_lot <> exists (select from rating_lots l where l.pseudonym = new.pseudonym and l.check_id = new.check_id) then
    raise exception 'the lot says otherwise' using errcode = 'check_violation', constraint = 'lots_are_drawn';
  end if;
  return new;
end $$;
create trigger ratings_are_of_our_own before insert on ratings for each row execute function ratings_are_of_our_own();

-- A cut: the day on which all ratings were fitted anew, and what stood by it. Nobody changes a standing; the next cut follows.
create table standing_cuts (
  n integer primary key check (n > 0),
  on_day date not null,
  at timestamptz not null,
  version text not null,
  ratings integer not null check (ratings >= 0),
  raters integer not null check (raters >= 0),
  -- Names of the public files with the SHA-256 of their bytes.
  files jsonb not null check (jsonb_typeof(files) = 'object')
);
create table standings (
  cut integer not null references standing_cuts,
  check_id uuid not null references checks,
  standing text not null check (standing in ('helpful', 'not-helpful', 'needs-more')),
  rule text not null check (rule ~ '^[a-z]+(-[a-z]+)*$'),
  -- The explanation that it follows from, as canonical JSON.
  why text not null check (jsonb_typeof(why::jsonb) = 'object'),
  primary key (cut, check_id)
);
create index standings_by_check on standings (check_id, cut);

create function ratings_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was rated, and what stood, stays as it is' using errcode = 'restrict_violation', constraint = 'ratings_are_kept';
end $$;
create trigger ratings_are_kept before update or delete or truncate on ratings for each statement execute function ratings_are_kept();
create trigger cuts_are_kept before update or delete or truncate on standing_cuts for each statement execute function ratings_are_kept();
create trigger standings_are_kept before update or delete or truncate on standings for each statement execute function ratings_are_kept();

-- A cut is a public fact: it has its leaf, and so has each standing that changed by it.
create function cuts_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.kind = 'standings-cut' and (l.entry::jsonb ->> 'cut')::integer = new.n) then
    raise exception 'a cut without its leaf' using errcode = 'check_violation', constraint = 'cuts_with_leaf';
  end if;
  if exists (
      select from standings s where s.cut = new.n
        and s.standing is distinct from coalesce((
          select p.standing from standings p where p.check_id = s.check_id and p.cut < new.n order by p.cut desc limit 1), 'needs-more')
        and not exists (select from log_leaves l where l.kind = 'standing-changed' and (l.entry::jsonb ->> 'cut')::integer = new.n
          and l.entry::jsonb ->> 'check' = s.check_id::text)) then
    raise exception 'a standing changed without its leaf' using errcode = 'check_violation', constraint = 'cuts_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger cuts_with_leaf after insert on standing_cuts deferrable initially deferred
  for each row execute function cuts_with_leaf();
