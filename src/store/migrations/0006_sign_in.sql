-- How the team signs in. Tables of staff alone: no address and no browser of anybody is kept, not even of the team.

-- Never nobody who can let others in: an owner goes only while another stays.
create function keep_an_owner() returns trigger language plpgsql as $$
begin
  if old.role = 'owner' and old.state = 'active'
    and (tg_op = 'DELETE' or new.role <> 'owner' or new.state <> 'active')
    and not exists (select from staff where role = 'owner' and state = 'active' and id <> old.id)
  then
    raise exception 'the last owner stays' using errcode = 'check_violation', constraint = 'last_owner_stays', table = 'staff';
  end if;
  return null;
end $$;
create constraint trigger last_owner_stays after update or delete on staff
  for each row execute function keep_an_owner();

create table sign_in_sessions (
  id uuid primary key,
  staff_id uuid not null references staff (id) on delete cascade,
  -- SHA-256: who reads the table cannot sign in with it.
  token text not null unique check (token ~ '^[0-9a-f]{64}$'),
  -- When the second factor was shown last in this session.
  proven_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  constraint half_a_day check (expires_at <= created_at + interval '12 hours 1 minute')
);
create index sign_in_sessions_staff on sign_in_sessions (staff_id);

create table sign_in_credentials (
  id uuid primary key,
  staff_id uuid not null unique references staff (id) on delete cascade,
  provider text not null check (provider = 'credential'),
  subject text not null,
  -- scrypt, salted.
  password text not null check (length(password) between 100 and 400),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table sign_in_second_factors (
  id uuid primary key,
  staff_id uuid not null unique references staff (id) on delete cascade,
  -- Both encrypted under a key made from the instance's, which is not in the database.
  secret text not null,
  recovery_codes text not null,
  verified boolean not null default false,
  failures int not null default 0,
  locked_until timestamptz
);

-- Between the password and the code; ten minutes at most.
create table sign_in_challenges (
  id uuid primary key,
  name text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sign_in_challenges_name on sign_in_challenges (name);

create table invitations (
  id uuid primary key,
  token text not null unique check (token ~ '^[0-9a-f]{64}$'),
  role text not null check (role in ('trainee', 'checker', 'reviewer', 'editor', 'owner')),
  -- Whose way back it is; null for somebody new.
  staff_id uuid references staff (id),
  -- Null for a link that was printed where the instance runs.
  invited_by uuid references staff (id),
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at <= made_at + interval '7 days'),
  over_at timestamptz,
  constraint somebody_invites check (invited_by is not null or role = 'owner')
);

-- What became of the team, for everybody to read: a day, a role, no name.
create index events_team_changed on events (id) where type = 'team.changed';
