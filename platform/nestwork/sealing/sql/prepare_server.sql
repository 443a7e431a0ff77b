-- For psql, as superuser, for instance from a container's start-up folder:
--   psql -v database=nestwork -f prepare_server.sql
-- The same steps as nestwork.sealing.bootstrap.prepare_server; passwords are set by the caller afterwards.
\set ON_ERROR_STOP on
\if :{?database}
\else
  \set database nestwork
\endif
\ir roles.sql
SELECT 'CREATE DATABASE nw_base TEMPLATE template0' WHERE NOT EXISTS
    (SELECT FROM pg_catalog.pg_database WHERE datname = 'nw_base') \gexec
ALTER DATABASE nw_base ALLOW_CONNECTIONS true;
\connect nw_base
\ir harden.sql
\connect postgres
ALTER DATABASE nw_base IS_TEMPLATE true ALLOW_CONNECTIONS false;
SELECT format('CREATE DATABASE %I OWNER nw_owner TEMPLATE nw_base', :'database') WHERE NOT EXISTS
    (SELECT FROM pg_catalog.pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO nw_owner, nw_web, nw_worker, nw_release, nw_sealer;
\connect :"database"
\ir harden.sql
