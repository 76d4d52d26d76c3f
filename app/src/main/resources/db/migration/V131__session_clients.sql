-- From where a session is used: SHA-256 of the address and of what the browser calls itself, kept at the first request; null until
-- then. Used from elsewhere, a session ends.
alter table sessions add column client_hash bytea;
