-- Who may see what. Accounts, posts and sessions belong to the installation, not to the data of a county: somebody signs in
-- before it is known for where (decision 0110).
-- branch: business, or one of the three powers that are kept apart (三权分立). An account has one branch for ever, and a post
-- fits its account's branch: so no account holds two of the powers, nor one of them beside a business post.
-- unit_code: who administers the account; all zeros is the whole installation.
-- password: as spring-security-crypto writes it; null: nobody can sign in by one (accounts of a demonstration).
create table accounts (
    id uuid primary key,
    name text collate "C" not null unique check (length(name) between 2 and 32),
    title text not null check (length(title) between 1 and 40),
    branch text collate "C" not null check (branch in ('business', 'system', 'security', 'audit')),
    unit_code text collate "C" not null check (unit_code ~ '^[0-9]{12}$'),
    password text,
    must_replace boolean not null,
    password_until timestamptz,
    is_closed boolean not null default false,
    made_at timestamptz not null,
    made_by text not null,
    unique (id, branch)
);

create table posts (
    id uuid primary key,
    account_id uuid not null,
    branch text collate "C" not null,
    role text collate "C" not null,
    unit_code text collate "C" not null check (unit_code ~ '^[0-9]{12}$'),
    department text collate "C" not null default '',
    valid_from date not null,
    valid_until date,
    granted_at timestamptz not null,
    granted_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    foreign key (account_id, branch) references accounts (id, branch),
    check (branch = case role
        when 'clerk' then 'business' when 'coordinator' then 'business'
        when 'officer' then 'business' when 'burden_office' then 'business'
        when 'system_administrator' then 'system'
        when 'security_administrator' then 'security'
        when 'auditor' then 'audit' end),
    check ((role = 'officer') = (department <> '')),
    check (valid_until is null or valid_until >= valid_from),
    check ((revoked_at is null) = (revoked_by is null))
);
create index posts_by_account on posts (account_id);

-- Of a session only the SHA-256 of its token is kept.
create table sessions (
    token_hash bytea primary key,
    account_id uuid not null references accounts (id),
    is_demonstration boolean not null,
    started_at timestamptz not null,
    seen_at timestamptz not null
);
create index sessions_by_account on sessions (account_id);

-- Attempts to sign in that failed, by the SHA-256 of the name that was given (it may have been a password).
create table sign_in_failures (
    name_hash bytea not null,
    source text collate "C" not null,
    failed_at timestamptz not null
);
create index sign_in_failures_by_source on sign_in_failures (source, failed_at);

-- The one-time secret of the console by which a security administrator is made: at most one, only its hash.
create table first_secret (
    is_only boolean primary key default true check (is_only),
    secret_hash bytea not null,
    made_at timestamptz not null
);

-- The department whose officer brought a template; empty: the village or township itself.
alter table drafts add column department text collate "C" not null default '';
