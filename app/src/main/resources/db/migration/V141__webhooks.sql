-- Changes that are sent to those who cannot ask. cursor: how far the target has acknowledged; one delivery at a time, held by
-- lease_until. page_max: so many changes at once, less while it fails. state: on; paused by a person; gone: the target said so
-- (410); refused: the post or a grant was taken away. secret signs what is sent, so it has to be kept as it is.
create table webhooks (
    county_code text collate "C" not null,
    subscription_id uuid not null,
    target text not null check (length(target) between 8 and 500),
    secret text not null,
    account_id uuid not null references accounts (id),
    state text collate "C" not null default 'on' check (state in ('on', 'paused', 'gone', 'refused')),
    cursor text not null,
    page_max int not null default 100 check (page_max between 1 and 100),
    attempts int not null default 0,
    next_at timestamptz not null,
    lease_until timestamptz,
    delivered_at timestamptz,
    failed_at timestamptz,
    failure text,
    primary key (county_code, subscription_id),
    foreign key (county_code, subscription_id) references subscriptions (county_code, id)
);
create index webhooks_due on webhooks (next_at) where state = 'on';

-- Changes that a target did not take after all attempts. What they say is not kept: it is read again when they are sent again.
create table undelivered (
    county_code text collate "C" not null,
    id uuid not null,
    subscription_id uuid not null,
    event_id text not null,
    before text not null,
    attempts int not null,
    failure text not null,
    given_up_at timestamptz not null,
    primary key (county_code, id),
    foreign key (county_code, subscription_id) references subscriptions (county_code, id)
);
create index undelivered_by_subscription on undelivered (county_code, subscription_id, given_up_at);

-- Where changes may be sent to at all, as the system administrator said: host:port.
create table webhook_hosts (
    host text collate "C" primary key,
    allowed_at timestamptz not null,
    allowed_by text not null
);
