-- A key on a phone or a computer of somebody in the team that opens the door by itself. Nothing of the machine is kept:
-- no kind, no name, no address, and no time finer than the day.
create table sign_in_passkeys (
  id uuid primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  -- As its holder shows it; base64url.
  credential text not null unique check (credential ~ '^[A-Za-z0-9_-]+$' and length(credential) between 16 and 1364),
  public_key bytea not null check (length(public_key) between 16 and 2000),
  -- How often it has signed, where it counts. It only grows, or stays 0 where it does not count.
  counter bigint not null check (counter between 0 and 4294967295),
  added_on date not null,
  used_on date
);
create index sign_in_passkeys_staff on sign_in_passkeys (staff_id);
