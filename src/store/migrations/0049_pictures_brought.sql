-- Known pictures of other publishers' checks that somebody brought in on the web: they wait as checks do, touching nothing, until
-- another account lets them in.
create table import_pictures (
  run_id uuid not null references import_runs on delete cascade,
  n bigint generated always as identity,
  check_id uuid not null references checks on delete cascade,
  file text not null references pictures,
  -- What is said of it, and what its file said.
  picture jsonb not null check (jsonb_typeof(picture) = 'object'),
  primary key (run_id, n)
);
create index import_pictures_by_file on import_pictures (file);
create trigger import_pictures_wait before insert or update on import_pictures for each row execute function import_items_wait();
