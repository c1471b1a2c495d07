-- The public files of a cut, as they were when it was made. The log names their hashes; the database holds nothing else under them.
create table standing_files (
  hash text primary key check (hash = encode(sha256(bytes), 'hex')),
  bytes bytea not null
);
create trigger standing_files_are_kept before update or delete or truncate on standing_files for each statement execute function ratings_are_kept();

-- A cut is kept with every file it names. Those from before this table had none, and stay as they are.
create function cuts_with_files() returns trigger language plpgsql as $$
begin
  if exists (select from jsonb_each_text(new.files) f where not exists (select from standing_files s where s.hash = f.value)) then
    raise exception 'a cut without its files' using errcode = 'check_violation', constraint = 'cuts_with_files';
  end if;
  return null;
end $$;
create constraint trigger cuts_with_files after insert on standing_cuts deferrable initially deferred
  for each row execute function cuts_with_files();
