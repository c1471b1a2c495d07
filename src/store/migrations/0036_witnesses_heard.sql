-- Outside witnesses that did not sign when they were asked last: since when, and why, so that the page of the log tells it
-- after a restart as well. One that signs again has no row.
create table log_witnesses (
  -- Of its key.
  name text primary key,
  failing_at timestamptz not null,
  problem text not null check (problem ~ '^witness(-[a-z]+)+$')
);
