-- What PostgreSQL gives to everybody and Nestwork takes back, as superuser, in the base database nw_base and in
-- every database of Nestwork. Databases made from nw_base carry these rights with them. Safe to run again.
-- Each thing taken from PUBLIC is given to nw_owner, which migrates, opens practices and runs pg_dump.
-- manage.py check_seal tries every line of this file on the server in use.

-- Functions.
DO $$
DECLARE
    taken record;
BEGIN
    FOR taken IN
        SELECT p.oid::regprocedure AS signature
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
          AND has_function_privilege('public', p.oid, 'EXECUTE')
          AND (
            -- run SQL or change a setting inside one harmless-looking SELECT
            p.proname IN ('set_config', 'ts_stat', 'ts_rewrite')
            OR p.proname ~ '^(query|cursor|table|schema|database)_to_xml'
            -- side channels between practices, and nuisance
            OR p.proname ~ '^lo_'
            OR p.proname IN ('loread', 'lowrite')
            OR p.proname ~ '^pg_(try_)?advisory_'
            OR p.proname ~ '^pg_sleep'
            OR p.proname IN ('pg_notify', 'pg_cancel_backend', 'pg_terminate_backend', 'pg_export_snapshot',
                             'pg_logical_emit_message', 'pg_lock_status', 'pg_blocking_pids',
                             'pg_safe_snapshot_blocking_pids', 'pg_prepared_statement', 'pg_prepared_xact',
                             'pg_show_all_settings')
            -- how many rows another practice has
            OR p.proname ~ '^pg_stat_'
            OR p.proname ~ '^pg_(database|tablespace|relation|total_relation|table|indexes)_size$'
            OR p.proname ~ '^pg_relation_file' OR p.proname = 'pg_filenode_relation'
            OR p.proname IN ('pg_sequence_last_value', 'pg_get_sequence_data', 'pg_sequence_parameters')
            -- names of schemas, roles, constraints; sources of functions
            OR p.proname ~ '^pg_get_.*(def|expr|userbyid|object_address|serial_sequence)'
            OR p.proname ~ '^pg_get_(function|publication|statisticsobj)'
            OR p.proname ~ '^pg_(identify_object|describe_object)'
            OR p.proname ~ '^has_.*_privilege$' OR p.proname IN ('pg_has_role', 'row_security_active')
          )
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', taken.signature);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO nw_owner', taken.signature);
    END LOOP;
END
$$;

-- Django sets the time zone of a connection with set_config, at the door, under the login itself.
GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO nw_web, nw_worker, nw_release, nw_sealer;

-- Catalogs: names of other practices' schemas and roles, row estimates, statistics with values of columns.
DO $$
DECLARE
    taken record;
BEGIN
    FOR taken IN
        SELECT c.oid::regclass AS name, has_table_privilege('public', c.oid, 'SELECT') AS whole
        FROM pg_catalog.pg_class c
        WHERE c.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
          AND c.relkind IN ('r', 'v', 'm', 'p')
          AND c.relname <> 'pg_cursors'  -- psycopg looks at the session's own cursors when it closes one
          AND (has_table_privilege('public', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
               OR has_any_column_privilege('public', c.oid, 'SELECT, INSERT, UPDATE'))
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM PUBLIC', taken.name);
        IF taken.whole THEN
            EXECUTE format('GRANT SELECT ON TABLE %s TO nw_owner', taken.name);
        END IF;
    END LOOP;
END
$$;

-- No application login writes functions or temporary tables, or makes anything in the shared schema.
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql, sql TO nw_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
