-- What a unit asks of a department that holds it (回流; 政务数据共享条例 国令809号). due_on: the last day to answer, in working days.
-- outcome: answered (by the import), refused with words, withdrawn by the unit.
create table return_requests (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    unit_code text collate "C" not null check (unit_code ~ '^[0-9]{12}$'),
    department text not null check (length(department) between 2 and 40),
    elements text[] not null check (cardinality(elements) > 0),
    whom text not null check (length(whom) between 1 and 200),
    reason text not null check (length(reason) between 1 and 500),
    asked_at timestamptz not null,
    asked_by text not null,
    due_on date not null,
    closed_at timestamptz,
    closed_by text,
    outcome text collate "C" check (outcome in ('answered', 'refused', 'withdrawn')),
    words text not null default '',
    import_id uuid,
    primary key (county_code, id),
    unique (id),
    check ((closed_at is null) = (outcome is null) and (closed_at is null) = (closed_by is null)),
    check ((outcome is not distinct from 'answered') = (import_id is not null))
);
create index return_requests_by_unit on return_requests (county_code, unit_code, asked_at);
