-- The roles and the database of MiPS on a PostgreSQL server of your own (15 or later). Run once, as a superuser:
--   psql -v app=... -v owner=... -v retention=... -f deploy/roles.sql
-- Then set DATABASE_URL (mips_app), DATABASE_OWNER_URL (mips_owner) and DATABASE_RETENTION_URL (mips_retention), the
-- first for web and worker, the second only where `mips db upgrade` runs, and ask `mips doctor`.
-- Give the database a collation by code point (builtin or libc C.UTF-8): sorting then survives every library upgrade.

CREATE ROLE mips_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner';
CREATE ROLE mips_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE ROLE mips_retention LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'retention';
CREATE DATABASE mips OWNER mips_owner;
REVOKE ALL ON DATABASE mips FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE mips TO mips_app;
GRANT CONNECT ON DATABASE mips TO mips_retention;
ALTER DATABASE mips SET synchronous_commit = on;
