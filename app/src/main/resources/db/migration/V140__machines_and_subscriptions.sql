-- A machine signs in with a token of a post: shown once, kept as its SHA-256, gone at once when it, the post or the account is
-- taken away.
create table machine_tokens (
    id uuid primary key,
    post_id uuid not null references posts (id),
    name text not null check (length(name) between 1 and 40),
    token_hash bytea not null unique,
    made_at timestamptz not null,
    made_by text not null,
    seen_at timestamptz,
    revoked_at timestamptz,
    revoked_by text,
    check ((revoked_at is null) = (revoked_by is null))
);
create index machine_tokens_by_post on machine_tokens (post_id);

-- What a department follows of a region, for what purpose. The change feed keeps no state of it: the cursor is the subscriber's.
-- elements: stored keys. account_id: whose post it stands on.
create table subscriptions (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    department text collate "C" not null,
    unit_code text collate "C" not null check (unit_code ~ '^[0-9]{12}$'),
    elements text[] not null check (cardinality(elements) > 0),
    purpose text not null check (length(purpose) between 2 and 200),
    account_id uuid not null references accounts (id),
    made_at timestamptz not null,
    made_by text not null,
    ended_at timestamptz,
    ended_by text,
    primary key (county_code, id),
    unique (id),
    check ((ended_at is null) = (ended_by is null))
);
