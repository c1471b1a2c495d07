-- A passkey by which a rater comes back without a letter: a keyed hash of its identifier and what is public of the key. No day, no
-- count, nothing of the machine: a row says that somebody has a key, and never when they came.
create table rater_passkeys (
  credential text primary key check (credential ~ '^[0-9a-f]{64}$'),
  rater_id uuid not null references raters on delete cascade,
  public_key bytea not null check (length(public_key) between 16 and 2000)
);
create index rater_passkeys_by_rater on rater_passkeys (rater_id);
