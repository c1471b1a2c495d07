-- Pictures that are kept, by the SHA-256 of what is shown of them. Nothing tells whose they are or who sent them on.
create table pictures (
  file text primary key check (file ~ '^[0-9a-f]{64}$'),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  -- Perceptual hashes of the whole and of parts, in hexadecimal.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  quality integer not null check (quality between 0 and 100),
  parts text[] not null,
  letters integer not null check (letters >= 0),
  words text check (length(words) <= 20000),
  is_grey boolean not null
);

-- The pictures a check is about. `seen_url` is a page: the address of a post would name whoever posted it.
create table check_pictures (
  check_id uuid not null references checks on delete cascade,
  position integer not null,
  file text not null references pictures,
  kind text not null check (kind in ('first-seen', 'edited')),
  alt jsonb not null check (jsonb_typeof(alt) = 'object' and alt <> '{}'),
  seen_url text check (seen_url ~* '^https?://' and length(seen_url) <= 2048),
  seen_on date,
  primary key (check_id, position),
  constraint one_picture_once unique (check_id, file)
);
create index check_pictures_by_file on check_pictures (file);

-- What stands on a check of ours, two people agreed to.
create function own_pictures_are_agreed() returns trigger language plpgsql as $$
begin
  if exists (
    select from checks c where c.id = new.check_id and c.source_id is null
      and exists (select from check_pictures p where p.check_id = new.check_id and p.file = new.file)
      and not exists (
        select from submissions s where s.id = c.submission_id
          and s.content::jsonb -> 'pictures' @> jsonb_build_array(jsonb_build_object('file', new.file, 'alt', new.alt)))
  ) then
    raise exception 'nobody else has agreed to this picture' using errcode = 'check_violation', constraint = 'own_pictures_are_agreed';
  end if;
  return null;
end $$;
create constraint trigger own_pictures_are_agreed
  after insert or update on check_pictures deferrable initially deferred
  for each row execute function own_pictures_are_agreed();
