"""The attack list. {B} is the schema of the practice next door, {A} the attacker's own.

Each line ends in one of three ways, and the tests assert which: the server refuses it with SQLSTATE 42501; it lands
but without any right; or it is a known residual, named in docs/threat-model.md. That the cursor would refuse the
first word of some of them is a second belt and counts for nothing here: the tests take the belt off.
"""

from dataclasses import dataclass
from enum import StrEnum

from nestwork.sealing.probes import PROBES


class Outcome(StrEnum):
    """How a line ends."""

    REFUSED = "refused 42501"
    POWERLESS = "lands without any right"
    RESIDUAL = "known residual"


@dataclass(frozen=True, slots=True)
class Line:
    """One attack. `sql` is a value for EXPRESSIONS, a whole statement for STATEMENTS."""

    name: str
    sql: str
    outcome: Outcome = Outcome.REFUSED
    residual: str = ""  # the bold words in docs/threat-model.md


# Values an attacker could smuggle into a query: into a filter, an ordering, an annotation, a raw SELECT.
EXPRESSIONS: tuple[Line, ...] = (
    Line("surnames next door", '(SELECT max(family_name) FROM "{B}".patients_child)'),
    Line("a count next door", '(SELECT count(*)::text FROM "{B}".patients_child)'),
    Line("existence next door", '(SELECT EXISTS (SELECT FROM "{B}".patients_child)::text)'),
    Line("through a CTE", '(WITH a AS (SELECT family_name FROM "{B}".patients_child) SELECT max(family_name) FROM a)'),
    Line("audit next door", '(SELECT max(action) FROM "{B}".audit_event)'),
    Line("staff next door", '(SELECT max(display_name) FROM "{B}".staff_staffmember)'),
    Line("the template", "(SELECT count(*)::text FROM practice_template.patients_child)"),
    Line("a row type next door", '(SELECT (NULL::"{B}".patients_child)::text)'),
    Line("a table's number next door", "'\"{B}\".patients_child'::regclass::text"),
    Line("becoming the practice next door", "set_config('role', '{B}', false)"),
    Line("becoming the login", "set_config('role', 'none', false)"),
    Line("the path to next door", "set_config('search_path', '{B}', false)"),
    Line("switching off row security", "set_config('row_security', 'off', false)"),
    Line("SQL inside ts_stat", "(SELECT max(word) FROM ts_stat('SELECT to_tsvector(family_name) FROM \"{B}\".patients_child'))"),
    Line("SQL inside ts_rewrite", "ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, ''b''::tsquery')::text"),
    Line("SQL inside query_to_xml", "query_to_xml('SELECT * FROM \"{B}\".patients_child', true, false, '')::text"),
    Line("a dump as XML", "schema_to_xml('{B}'::name, true, false, '')::text"),
    Line("password hashes", "(SELECT max(password) FROM public.accounts_user)"),
    Line("names of people", "(SELECT max(display_name) FROM public.accounts_user)"),
    Line("second factors", "(SELECT max(data::text) FROM public.mfa_authenticator)"),
    Line("sessions", "(SELECT count(*)::text FROM public.accounts_session)"),
    Line("tokens", "(SELECT count(*)::text FROM public.accounts_personaltoken)"),
    Line("hand-overs", "(SELECT count(*)::text FROM public.accounts_handover)"),
    Line("invitations", "(SELECT count(*)::text FROM public.accounts_invitation)"),
    Line("e-mail addresses", "(SELECT max(email) FROM public.account_emailaddress)"),
    Line("memberships", "(SELECT count(*)::text FROM public.access_membership)"),
    Line("the practice map", "(SELECT max(schema_name) FROM public.practices_practice)"),
    Line("hosts", "(SELECT max(domain) FROM public.practices_domain)"),
    Line("the template's text", "(SELECT max(ddl) FROM public.practices_template)"),
    Line("spare schemas", "(SELECT max(schema_name) FROM public.practices_spareschema)"),
    Line("failed sign-ins", "(SELECT count(*)::text FROM public.axes_accessattempt)"),
    Line("the network's audit", "(SELECT count(*)::text FROM public.network_audit_event)"),
    Line("the network's seals", "(SELECT count(*)::text FROM public.network_audit_seal)"),
    Line("own seals", '(SELECT count(*)::text FROM "{A}".audit_seal)'),
    Line("own migrations", '(SELECT count(*)::text FROM "{A}".django_migrations)'),
    Line("shared migrations", "(SELECT count(*)::text FROM public.django_migrations)"),
    Line("groups", "(SELECT count(*)::text FROM public.auth_group)"),
    Line("general object grants", "(SELECT count(*)::text FROM public.guardian_userobjectpermission)"),
    Line("schema names in the catalog", "(SELECT max(nspname)::text FROM pg_namespace)"),
    Line("role names in the catalog", "(SELECT max(rolname)::text FROM pg_roles)"),
    Line("row counts in the catalog", "(SELECT max(reltuples)::text FROM pg_class)"),
    Line("values in the statistics", "(SELECT max(most_common_vals::text) FROM pg_stats)"),
    Line("what others run", "(SELECT max(query) FROM pg_stat_activity)"),
    Line("a large object's bytes", "(SELECT max(data::text) FROM pg_largeobject)"),
    Line("a file of the server", "pg_read_file('PG_VERSION')"),
    Line("a folder of the server", "(SELECT max(f) FROM pg_ls_dir('.') f)"),
    Line("a file as a large object", "lo_import('/etc/hostname')::text"),
    Line("a large object as a file", "lo_export(1, '/tmp/own')::text"),
    Line("where the server's files are", "current_setting('data_directory')"),
    Line("the server's configuration file", "(SELECT max(name) FROM pg_file_settings)"),
    Line("who may connect", "(SELECT count(*)::text FROM pg_hba_file_rules)"),
    Line("reloading the server", "pg_reload_conf()::text"),
    Line("own role's members", "pg_has_role('nw_web', '{B}', 'MEMBER')::text"),
    Line("jobs due next door", "(SELECT max(practice_role) FROM public.job_due WHERE practice_role <> '{A}')",
         Outcome.POWERLESS),
    Line("the network's jobs", "(SELECT max(kind) FROM public.network_job)"),
    Line("steps of standards", "(SELECT max(said) FROM public.playbook_event)"),
    Line("releases", "(SELECT max(state) FROM public.figure_release)"),
    Line("the ledger of releases", "(SELECT max(blocks::text) FROM public.figure_ledger)"),
    Line("a ledger line's hash", "public.figure_ledger_hash(NULL)"),
    Line("what was said of releases", "(SELECT max(said) FROM public.release_event)"),
    Line("whose a released cell is", "(SELECT max(practice_role) FROM public.released_cell)"),
    Line("a whole released cell", "(SELECT max(c::text) FROM public.released_cell c)"),
    Line("figures next door", '(SELECT max(count)::text FROM "{B}".rollup_cell)'),
    Line("referrals next door", '(SELECT max(service_name) FROM "{B}".referrals_referral)'),
    Line("records that came next door", '(SELECT max(lines::text) FROM "{B}".incoming_recordbatch)'),
    Line("facts next door", '(SELECT max(text) FROM "{B}".clinical_condition)'),
    Line("addresses of the directory", "(SELECT max(address_1) FROM public.hsds_address)"),
    Line("confidential places", "(SELECT max(name) FROM public.hsds_location)"),
    Line("what waits in the directory", "(SELECT max(id::text) FROM public.directory_quarantine)"),
    Line("files of the directory", "(SELECT max(file_name) FROM public.directory_upload)"),
    Line("the bytes of such a file", "(SELECT max(sealed) FROM public.directory_chunk)"),
    Line("who changed the directory", "(SELECT max(id::text) FROM public.directory_change)"),
    Line("the list of words itself", "(SELECT max(word) FROM public.directory_word)"),
    Line("the extension's schema", "nw_words.similarity('a', 'b')::text"),
    Line("the extension's settings", "nw_words.set_limit(0)::text"),
    Line("answers of the network's API", "(SELECT max(answer::text) FROM public.network_api_once)"),
    Line("own cursors", "(SELECT max(name) FROM pg_cursors)", Outcome.POWERLESS),
    Line("a schema's name by its number",
         "(SELECT max(name) FROM (SELECT n::oid::regnamespace::text AS name FROM generate_series('{A}'::regnamespace::oid::int - 3000, '{A}'::regnamespace::oid::int + 3000) n) a"
         " WHERE name = '{B}')", Outcome.RESIDUAL, "Names by object number"),
    Line("own role", "current_setting('role')", Outcome.RESIDUAL, "What a session knows of itself"),
    Line("own login", "session_user::text", Outcome.RESIDUAL, "What a session knows of itself"),
    Line("the pace of work", "pg_current_xact_id()::text", Outcome.RESIDUAL, "The pace of transaction numbers"),
    Line("burning time", "(SELECT count(*)::text FROM generate_series(1, 100000))", Outcome.RESIDUAL, "A slow statement"),
)  # fmt: skip

# Statements that no transaction may hold: sent on a connection of one's own.
ALONE: tuple[Line, ...] = (
    Line("a server's setting", "ALTER SYSTEM SET log_statement = 'all'"),
    Line("a database", "CREATE DATABASE own"),
    Line("dropping the database", "DROP DATABASE nw_base"),
    Line("a table space", "CREATE TABLESPACE own LOCATION '/tmp'"),
)

# Statements of their own, as somebody could send who controls the whole text.
STATEMENTS: tuple[Line, ...] = (
    Line("adding next door", 'INSERT INTO "{B}".worklist_item DEFAULT VALUES'),
    Line("changing next door", "UPDATE \"{B}\".patients_child SET family_name = 'x'"),
    Line("removing next door", 'DELETE FROM "{B}".patients_child'),
    Line("emptying next door", 'TRUNCATE "{B}".patients_child CASCADE'),
    Line("locking next door", 'LOCK TABLE "{B}".patients_child IN ACCESS EXCLUSIVE MODE'),
    Line("explaining next door", 'EXPLAIN ANALYZE SELECT * FROM "{B}".patients_child'),
    Line("copying next door", 'COPY "{B}".patients_child TO STDOUT'),
    Line("copying a query next door", 'COPY (SELECT * FROM "{B}".patients_child) TO STDOUT'),
    Line("copying into next door", 'COPY "{B}".patients_child FROM STDIN'),
    Line("copying to a file", "COPY patients_child TO '/tmp/own.copy'"),
    Line("copying to a program", "COPY patients_child TO PROGRAM 'cat'"),
    Line("copying from a program", "COPY patients_child FROM PROGRAM 'id'"),
    Line("a cursor next door", 'DECLARE own CURSOR FOR SELECT * FROM "{B}".patients_child'),
    Line("becoming the owner", "SET ROLE nw_owner"),
    Line("becoming the worker", "SET ROLE nw_worker"),
    Line("becoming the template", "SET ROLE practice_template"),
    Line("becoming everybody", "SET ROLE practice_any"),
    Line("signing in as the owner", "SET SESSION AUTHORIZATION nw_owner"),
    Line("the server's settings", "UPDATE pg_settings SET setting = 'on' WHERE name = 'log_statement'"),
    Line("a superuser's setting", "SET log_statement = 'all'"),
    Line("a table of one's own", 'CREATE TABLE "{A}".own (a int)'),
    Line("a table next door", 'CREATE TABLE "{B}".own (a int)'),
    Line("a table in the shared schema", "CREATE TABLE public.own (a int)"),
    Line("a temporary table", "CREATE TEMPORARY TABLE own (a int)"),
    Line("a schema", "CREATE SCHEMA own"),
    Line("a role", "CREATE ROLE own"),
    Line("an extension", "CREATE EXTENSION dblink"),
    Line("a function", 'CREATE FUNCTION "{A}".own() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'),
    Line("a code block", "DO $$ BEGIN NULL; END $$"),
    Line("a view", 'CREATE VIEW "{A}".own AS SELECT 1'),
    Line("another column", "ALTER TABLE patients_child ADD own int"),
    Line("taking the audit's trigger off", "ALTER TABLE audit_event DISABLE TRIGGER ALL"),
    Line("dropping a table", "DROP TABLE patients_child"),
    Line("dropping the schema", 'DROP SCHEMA "{A}" CASCADE'),
    Line("own rights for everybody", "GRANT SELECT ON patients_child TO PUBLIC", Outcome.POWERLESS),
    Line("own role for another", 'GRANT "{A}" TO nw_release'),
    Line("next door's role for oneself", 'GRANT "{B}" TO "{A}"'),
    Line("changing an audit line", "UPDATE audit_event SET action = 'x'"),
    Line("removing an audit line", "DELETE FROM audit_event"),
    Line("emptying the audit", "TRUNCATE audit_event"),
    Line("forging a seal", "INSERT INTO audit_seal DEFAULT VALUES"),
    Line("changing a fact", "UPDATE activity_entry SET minutes = 0"),
    Line("removing a fact", "DELETE FROM activity_entry"),
    Line("making a colleague", "INSERT INTO staff_staffmember DEFAULT VALUES"),
    Line("changing a colleague", "UPDATE staff_staffmember SET is_active = true"),
    Line("a content type", "INSERT INTO public.django_content_type (app_label, model) VALUES ('a', 'b')"),
    Line("a permission's name", "UPDATE public.auth_permission SET name = 'x'"),
    Line("a password", "UPDATE public.accounts_user SET password = 'x'"),
    Line("a membership", "INSERT INTO public.access_membership DEFAULT VALUES"),
    Line("a line in the network's audit", "INSERT INTO public.network_audit_event DEFAULT VALUES"),
    Line("a job for next door", "INSERT INTO public.job_due (practice_role, due_at) VALUES ('{B}', now())"),
    Line("waking next door", "UPDATE public.job_due SET due_at = now() WHERE practice_role = '{B}'",
         Outcome.POWERLESS),
    Line("giving own job row away", "UPDATE public.job_due SET practice_role = '{B}'", Outcome.POWERLESS),
    Line("a job of the network", "INSERT INTO public.network_job (id, kind) VALUES (gen_random_uuid(), 'x')"),
    Line("stopping the network's jobs", "UPDATE public.network_job SET cancel_asked_at = now()"),
    Line("a figure of one's own making", "INSERT INTO public.released_cell (value) VALUES (99)"),
    Line("another released number", "UPDATE public.released_cell SET value = 99"),
    Line("taking a released cell away", "DELETE FROM public.released_cell"),
    Line("approving a release", "UPDATE public.figure_release SET state = 'approved'"),
    Line("a line in the ledger", "INSERT INTO public.figure_ledger (kind) VALUES ('frozen')"),
    Line("changing an own count", "UPDATE rollup_cell SET count = 12"),
    Line("removing an own count", "DELETE FROM rollup_cell"),
    Line("writing a standard", "INSERT INTO public.playbook_version (id) VALUES (gen_random_uuid())"),
    Line("changing a standard", "UPDATE public.playbook_version SET what_changed = 'x'"),
    Line("an adoption for next door",
         "INSERT INTO public.playbook_adoption (id, practice_role, version_id, effective_on, adopted_by_id, recorded_at)"
         " VALUES (gen_random_uuid(), '{B}', gen_random_uuid(), current_date, gen_random_uuid(), now())"),
    Line("adopting what nobody published",
         "INSERT INTO public.playbook_adoption (id, practice_role, version_id, effective_on, adopted_by_id, recorded_at)"
         " VALUES (gen_random_uuid(), '{A}', gen_random_uuid(), current_date, gen_random_uuid(), now())"),
    Line("another day for an adoption", "UPDATE public.playbook_adoption SET effective_on = current_date"),
    Line("unsaying an adoption", "DELETE FROM public.playbook_adoption"),
    Line("a service of one's own", "INSERT INTO public.directory_search (service_id) VALUES (gen_random_uuid())"),
    Line("hiding a service", "UPDATE public.directory_search SET is_listed = false"),
    Line("moving a place", "UPDATE public.directory_place SET latitude = 0"),
    Line("moving a ZIP code", "UPDATE public.zip_place SET latitude = 0"),
    Line("changing a fact about a child", "UPDATE clinical_condition SET text = 'x'"),
    Line("changing a step of a referral", "UPDATE referrals_referralstep SET stage = 'closed'"),
    Line("removing a referral", "DELETE FROM referrals_referral"),
    Line("acting as somebody", "SET nestwork.person = '00000000-0000-4000-8000-000000000000'",
         Outcome.RESIDUAL, "RESET ROLE and SET ROLE as statements of their own"),
    Line("notices", "NOTIFY own, 'x'", Outcome.RESIDUAL, "LISTEN"),
    Line("listening", "LISTEN own", Outcome.RESIDUAL, "LISTEN"),
    Line("leaving the role", "RESET ROLE", Outcome.RESIDUAL, "RESET ROLE and SET ROLE as statements of their own"),
    Line("taking the role next door", 'SET ROLE "{B}"', Outcome.RESIDUAL,
         "RESET ROLE and SET ROLE as statements of their own"),
    Line("the path to next door", 'SET search_path = "{B}"', Outcome.POWERLESS),
    Line("longer statements", "SET LOCAL statement_timeout = 0", Outcome.RESIDUAL, "A slow statement"),
    *(Line(f"hardening: {probe.closes}", probe.statement) for probe in PROBES),
)  # fmt: skip
