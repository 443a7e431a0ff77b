-- Logins and roles of Nestwork, once per server, as superuser, in any database. Safe to run again.
-- A practice's own role (p_ and twelve random letters) is made by nw_owner when the practice is opened.

DO $$
DECLARE
    wanted text;
BEGIN
    -- The owner of every table: migrations and openings on the command line, never a web or worker process.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'nw_owner') THEN
        CREATE ROLE nw_owner LOGIN CREATEROLE CREATEDB;
    END IF;
    -- The application's logins. NOINHERIT: a membership gives nothing until SET ROLE takes it.
    FOREACH wanted IN ARRAY ARRAY['nw_web', 'nw_worker', 'nw_release', 'nw_sealer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', wanted);
        END IF;
    END LOOP;
    -- Roles nobody signs in with.
    FOREACH wanted IN ARRAY ARRAY['practice_any', 'practice_template', 'nw_library', 'nw_state', 'nw_admin'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
END
$$;

ALTER ROLE nw_owner NOSUPERUSER NOBYPASSRLS NOREPLICATION;
ALTER ROLE nw_web NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEROLE NOCREATEDB NOINHERIT;
ALTER ROLE nw_worker NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEROLE NOCREATEDB NOINHERIT;
ALTER ROLE nw_release NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEROLE NOCREATEDB NOINHERIT;
ALTER ROLE nw_sealer NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEROLE NOCREATEDB NOINHERIT;

-- The owner hands practice_any to each practice it opens, and can become neither.
GRANT practice_any TO nw_owner WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;

-- The gate of the network host takes these after it knows the person.
GRANT nw_library TO nw_web WITH INHERIT FALSE, SET TRUE;
GRANT nw_state TO nw_web WITH INHERIT FALSE, SET TRUE;
GRANT nw_admin TO nw_web WITH INHERIT FALSE, SET TRUE;
-- The ordinary worker takes this for the network's jobs, such as an import of the directory; it needs no other.
GRANT nw_library TO nw_worker WITH INHERIT FALSE, SET TRUE;

-- No statement, lock or forgotten transaction lasts for ever.
ALTER ROLE nw_web SET statement_timeout = '15s';
ALTER ROLE nw_web SET lock_timeout = '5s';
ALTER ROLE nw_web SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE nw_worker SET statement_timeout = '5min';
ALTER ROLE nw_worker SET lock_timeout = '10s';
ALTER ROLE nw_worker SET idle_in_transaction_session_timeout = '2min';
ALTER ROLE nw_release SET statement_timeout = '10min';
ALTER ROLE nw_release SET lock_timeout = '10s';
ALTER ROLE nw_release SET idle_in_transaction_session_timeout = '2min';
ALTER ROLE nw_sealer SET statement_timeout = '60s';
ALTER ROLE nw_sealer SET lock_timeout = '10s';
ALTER ROLE nw_sealer SET idle_in_transaction_session_timeout = '60s';

-- Django asks for UTC at every connect unless the server already says so.
ALTER ROLE nw_owner SET timezone = 'UTC';
ALTER ROLE nw_web SET timezone = 'UTC';
ALTER ROLE nw_worker SET timezone = 'UTC';
ALTER ROLE nw_release SET timezone = 'UTC';
ALTER ROLE nw_sealer SET timezone = 'UTC';
