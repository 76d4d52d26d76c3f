-- What a department may take of elements that others own: elements x subtree of units x purpose, on a legal basis (decision 0112).
-- Grants belong to the installation, as posts do. A grant is never changed: it is taken back, and another one is given.
-- department: as officers' posts name it. elements: stored keys such as person_phone or person_phone@guardian, sorted.
-- is_masked: the values leave masked.
create table grants (
    id uuid primary key,
    department text collate "C" not null check (length(department) between 1 and 40),
    unit_code text collate "C" not null check (unit_code ~ '^[0-9]{12}$'),
    elements text[] not null check (cardinality(elements) between 1 and 500),
    purpose text not null check (length(purpose) between 1 and 100),
    legal_basis text not null check (length(legal_basis) between 1 and 300),
    is_masked boolean not null,
    valid_from date not null,
    valid_until date,
    granted_at timestamptz not null,
    granted_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    check (valid_until is null or valid_until >= valid_from),
    check ((revoked_at is null) = (revoked_by is null))
);
create index grants_by_department on grants (department) where revoked_at is null;

-- Why an officer has a template filled; empty for the village or township itself.
alter table drafts add column purpose text not null default '';
