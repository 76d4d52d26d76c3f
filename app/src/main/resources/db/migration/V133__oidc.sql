-- Signing in at another identity server (decision 0116). Nobody is made by it: a security administrator says whose account a
-- subject of the server is. One subject, one account.
create table account_subjects (
    issuer text collate "C" not null,
    subject text collate "C" not null check (length(subject) between 1 and 255),
    account_id uuid not null unique references accounts (id),
    linked_at timestamptz not null,
    linked_by text not null,
    primary key (issuer, subject)
);

-- Sign-ins on their way: by SHA-256 of the state, with that of the browser's cookie; each is used once.
create table oidc_requests (
    state_hash bytea primary key,
    browser_hash bytea not null,
    nonce text not null,
    verifier text not null,
    started_at timestamptz not null
);
