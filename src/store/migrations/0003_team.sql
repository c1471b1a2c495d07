-- The team that decides. Nobody in these tables asked or posted anything.
create table staff (
  id uuid primary key,
  name text not null check (length(btrim(name)) between 1 and 100),
  -- Null for the sample team, which cannot sign in, and after removal.
  email text unique check (email = lower(email) and length(email) <= 254),
  email_verified boolean not null default false,
  role text not null check (role in ('trainee', 'checker', 'reviewer', 'editor', 'owner')),
  state text not null default 'active' check (state in ('active', 'removed', 'sample')),
  lang text not null default 'vi',
  two_factor boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The row stays, because what somebody decided stays; what tells who it was goes.
  constraint removed_cannot_sign_in check (state = 'active' or email is null)
);
