-- Tables that departments describe and take (decision 0130). columns: stored keys in order, labels: their names on that day,
-- conditions: whom, as expressions are printed. secret: its rows are named towards outside by it. key_hash: SHA-256 of the key
-- by which programs read it, key_by: the account that made the key, which holds as long as that one may take the table; null:
-- none. A table that is no longer used is dropped and stays: what was taken of it is on record.
create table kept_tables (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    name text not null check (length(name) between 1 and 60),
    unit_code text collate "C" not null check (unit_code ~ '^[0-9]{12}$'),
    subject text collate "C" not null check (subject in ('person', 'household')),
    words text not null,
    conditions text not null,
    columns text[] not null check (cardinality(columns) between 1 and 60),
    labels text[] not null check (cardinality(labels) = cardinality(columns)),
    department text collate "C" not null check (department <> ''),
    purpose text not null check (purpose <> ''),
    basis text not null check (basis <> ''),
    made_by text collate "C" not null,
    made_at timestamptz not null,
    secret bytea not null check (length(secret) = 16),
    key_hash bytea,
    key_by text collate "C",
    dropped_at timestamptz,
    check ((key_hash is null) = (key_by is null)),
    primary key (county_code, id)
);
create index kept_tables_by_department on kept_tables (county_code, department) where dropped_at is null;
create unique index kept_tables_by_key on kept_tables (key_hash) where key_hash is not null;

-- Each time a table was taken. row_count: null while it is under way, and for ever where it was cut.
create table table_takes (
    county_code text collate "C" not null,
    id uuid not null,
    table_id uuid not null,
    taken_at timestamptz not null,
    taken_by text collate "C" not null,
    form text collate "C" not null check (form in ('xlsx', 'csv', 'json', 'odata')),
    row_count int,
    primary key (county_code, id),
    foreign key (county_code, table_id) references kept_tables
);
create index table_takes_by_table on table_takes (county_code, table_id, taken_at);

-- What is missing, asked of the department that owns the element (一数一源): one open request for a column of a table.
create table owner_requests (
    county_code text collate "C" not null,
    id uuid not null,
    table_id uuid not null,
    element text collate "C" not null,
    owner text collate "C" not null,
    lacking int not null check (lacking > 0),
    row_count int not null,
    asked_at timestamptz not null,
    asked_by text collate "C" not null,
    settled_at timestamptz,
    settled_by text collate "C",
    outcome text collate "C" check (outcome in ('answered', 'refused', 'withdrawn')),
    reason text not null default '',
    check ((settled_at is null) = (outcome is null)),
    check ((settled_at is null) = (settled_by is null)),
    check (outcome is distinct from 'refused' or reason <> ''),
    primary key (county_code, id),
    foreign key (county_code, table_id) references kept_tables
);
create unique index owner_requests_open on owner_requests (county_code, table_id, element) where settled_at is null;
create index owner_requests_by_owner on owner_requests (county_code, owner, asked_at);
