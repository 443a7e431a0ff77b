-- What must hold about releases against any SQL of an application login. Own error codes: NW020 no such step, NW021
-- what left stands, NW022 not this login, NW023 nobody (or somebody else) acts. The functions belong to the owner and
-- look at who called: the role worn, or the login itself where none is worn.

-- Whoever is named as acting is an administrator of the network at this moment: the page asked before, this asks now.
CREATE FUNCTION public.figure_administrator(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.access_membership m JOIN public.accounts_user u ON u.id = m.user_id AND u.is_active
        WHERE m.user_id = person AND m.is_active AND m.role = 'network_administrator' AND m.practice_id IS NULL)
$$;

CREATE FUNCTION public.figure_release_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    worn text := CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END;
    actor text := current_setting('nestwork.person', true);
    life constant text[] := ARRAY['state', 'protected_at', 'decided_by_id', 'decided_by_name', 'decided_at', 'reason',
                                  'failure'];
    step text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a release is kept' USING ERRCODE = 'NW021';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF worn <> 'nw_admin' THEN RAISE EXCEPTION 'not this login' USING ERRCODE = 'NW022'; END IF;
        IF NEW.requested_by_id::text IS DISTINCT FROM actor OR NOT public.figure_administrator(NEW.requested_by_id) THEN
            RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'NW023';
        END IF;
        IF NEW.state <> 'computing' OR NEW.protected_at IS NOT NULL THEN
            RAISE EXCEPTION 'a release begins with the work' USING ERRCODE = 'NW020';
        END IF;
        IF NEW.quarter_start <> date_trunc('quarter', NEW.quarter_start)::date
           OR NEW.quarter_start + interval '3 months' > (now() AT TIME ZONE 'UTC') - interval '12 hours' THEN
            RAISE EXCEPTION 'the quarter is not closed' USING ERRCODE = 'NW020';
        END IF;
        RETURN NEW;
    END IF;

    IF OLD.state IN ('approved', 'rejected', 'failed') THEN
        RAISE EXCEPTION 'what was decided stands' USING ERRCODE = 'NW021';
    END IF;
    IF to_jsonb(NEW) - life IS DISTINCT FROM to_jsonb(OLD) - life
       OR (OLD.protected_at IS NOT NULL AND NEW.protected_at IS DISTINCT FROM OLD.protected_at) THEN
        RAISE EXCEPTION 'a release keeps what it is of' USING ERRCODE = 'NW021';
    END IF;
    step := OLD.state || ' to ' || NEW.state;
    IF step = 'computing to ready' THEN
        IF worn <> 'nw_release' THEN RAISE EXCEPTION 'not this login' USING ERRCODE = 'NW022'; END IF;
        IF NEW.protected_at IS NULL
           OR NOT EXISTS (SELECT FROM public.released_cell c WHERE c.release_id = NEW.id)
           OR NOT EXISTS (SELECT FROM public.figure_ledger l WHERE l.release_id = NEW.id AND l.kind = 'frozen') THEN
            RAISE EXCEPTION 'cells and their ledger line come first' USING ERRCODE = 'NW020';
        END IF;
    ELSIF step = 'computing to failed' THEN
        -- The engine says so, or an administrator after the job has ended without it.
        IF worn <> 'nw_release' AND NOT (worn = 'nw_admin' AND EXISTS (
            SELECT FROM public.network_job j WHERE j.id = NEW.job_id AND j.state IN ('done', 'failed', 'cancelled')))
        THEN RAISE EXCEPTION 'not this login' USING ERRCODE = 'NW022'; END IF;
    ELSIF step IN ('ready to approved', 'ready to rejected') THEN
        IF worn <> 'nw_admin' THEN RAISE EXCEPTION 'not this login' USING ERRCODE = 'NW022'; END IF;
        IF NEW.decided_by_id::text IS DISTINCT FROM actor OR NOT public.figure_administrator(NEW.decided_by_id) THEN
            RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'NW023';
        END IF;
        IF NEW.decided_by_name = '' THEN RAISE EXCEPTION 'somebody decides' USING ERRCODE = 'NW023'; END IF;
    ELSE
        RAISE EXCEPTION 'no such step: %', step USING ERRCODE = 'NW020';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER figure_release_guard BEFORE INSERT OR UPDATE OR DELETE ON public.figure_release
FOR EACH ROW EXECUTE FUNCTION public.figure_release_guard();

-- A decision is in the ledger, or it is none: nobody else can write such a line.
CREATE FUNCTION public.figure_release_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.figure_ledger (id, number, kind, release_id, measure, measure_version, quarter_start, shape,
                                      method, parameters, blocks, by_id, at, previous_hash, line_hash)
    VALUES (gen_random_uuid(), 0, NEW.state, NEW.id, NEW.measure, NEW.measure_version, NEW.quarter_start, NEW.shape,
            '', '{}', '[]', NEW.decided_by_id, now(), '', '');
    RETURN NULL;
END $$;

CREATE TRIGGER figure_release_decided AFTER UPDATE ON public.figure_release FOR EACH ROW
WHEN (OLD.state = 'ready' AND NEW.state IN ('approved', 'rejected'))
EXECUTE FUNCTION public.figure_release_decided();

CREATE FUNCTION public.released_cell_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    standing text;
BEGIN
    IF current_setting('role') <> 'none' OR session_user <> 'nw_release' THEN
        RAISE EXCEPTION 'not this login' USING ERRCODE = 'NW022';
    END IF;
    SELECT r.state INTO standing FROM public.figure_release r WHERE r.id = NEW.release_id FOR SHARE;
    IF standing IS DISTINCT FROM 'computing' THEN
        RAISE EXCEPTION 'no cell is added any more' USING ERRCODE = 'NW021';
    END IF;
    IF NOT EXISTS (SELECT FROM public.practices_practice p
                   WHERE p.id = NEW.practice_id AND p.schema_name = NEW.practice_role) THEN
        RAISE EXCEPTION 'no such practice' USING ERRCODE = 'NW020';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER released_cell_guard BEFORE INSERT ON public.released_cell
FOR EACH ROW EXECUTE FUNCTION public.released_cell_guard();

-- Cells, ledger and history are written once: neither changed nor removed, by no login and not by the owner's either.
CREATE FUNCTION public.what_left_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what left stands' USING ERRCODE = 'NW021';
END $$;

CREATE TRIGGER released_cell_stands BEFORE UPDATE OR DELETE ON public.released_cell
FOR EACH ROW EXECUTE FUNCTION public.what_left_stands();
CREATE TRIGGER figure_ledger_stands BEFORE UPDATE OR DELETE ON public.figure_ledger
FOR EACH ROW EXECUTE FUNCTION public.what_left_stands();
CREATE TRIGGER release_event_stands BEFORE UPDATE OR DELETE ON public.release_event
FOR EACH ROW EXECUTE FUNCTION public.what_left_stands();
CREATE TRIGGER figure_release_emptied BEFORE TRUNCATE ON public.figure_release
FOR EACH STATEMENT EXECUTE FUNCTION public.what_left_stands();
CREATE TRIGGER released_cell_emptied BEFORE TRUNCATE ON public.released_cell
FOR EACH STATEMENT EXECUTE FUNCTION public.what_left_stands();
CREATE TRIGGER figure_ledger_emptied BEFORE TRUNCATE ON public.figure_ledger
FOR EACH STATEMENT EXECUTE FUNCTION public.what_left_stands();
CREATE TRIGGER release_event_emptied BEFORE TRUNCATE ON public.release_event
FOR EACH STATEMENT EXECUTE FUNCTION public.what_left_stands();

-- The hash of a line: everything in it but the hash, the one before included.
CREATE FUNCTION public.figure_ledger_hash(line public.figure_ledger) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT encode(sha256(convert_to((to_jsonb(line) - 'line_hash')::text, 'UTF8')), 'hex')
$$;

-- Number, time and hashes are the database's, one line after the other.
CREATE FUNCTION public.figure_ledger_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before public.figure_ledger;
    standing text;
BEGIN
    IF NEW.kind = 'frozen' THEN
        IF current_setting('role') <> 'none' OR session_user <> 'nw_release' THEN
            RAISE EXCEPTION 'not this login' USING ERRCODE = 'NW022';
        END IF;
        SELECT r.state INTO standing FROM public.figure_release r WHERE r.id = NEW.release_id FOR SHARE;
        IF standing IS DISTINCT FROM 'computing' THEN
            RAISE EXCEPTION 'a ledger line is written with its cells' USING ERRCODE = 'NW021';
        END IF;
        -- A table that was rejected has been seen: of the same quarter no other count may be laid beside it.
        IF EXISTS (
            SELECT FROM public.figure_ledger l, jsonb_array_elements(l.blocks) seen, jsonb_array_elements(NEW.blocks) own
            WHERE l.kind = 'frozen' AND l.measure = NEW.measure AND l.measure_version = NEW.measure_version
              AND l.quarter_start = NEW.quarter_start AND l.shape = NEW.shape
              AND seen ->> 'practice' = own ->> 'practice' AND seen ->> 'generation' <> own ->> 'generation')
        THEN RAISE EXCEPTION 'the counts of this quarter are frozen' USING ERRCODE = 'NW021'; END IF;
    ELSIF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a decision writes its own line' USING ERRCODE = 'NW022';
    END IF;
    LOCK TABLE public.figure_ledger IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO before FROM public.figure_ledger l ORDER BY l.number DESC LIMIT 1;
    NEW.number := coalesce(before.number, 0) + 1;
    NEW.previous_hash := coalesce(before.line_hash, '');
    NEW.at := clock_timestamp();
    NEW.line_hash := public.figure_ledger_hash(NEW);
    RETURN NEW;
END $$;

CREATE TRIGGER figure_ledger_chain BEFORE INSERT ON public.figure_ledger
FOR EACH ROW EXECUTE FUNCTION public.figure_ledger_chain();

-- For row-level security: a practice may not read figure_release itself.
CREATE FUNCTION public.release_is_approved(release uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.figure_release r WHERE r.id = release AND r.state = 'approved')
$$;

-- What left the practice whose role is worn: each approved release it stands in, with its own generation.
CREATE FUNCTION public.figures_that_left() RETURNS TABLE (
    release_id uuid, measure text, measure_version smallint, quarter_start date, released_at timestamptz, generation uuid
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.id, r.measure::text, r.measure_version, r.quarter_start, r.decided_at, (
        SELECT (block ->> 'generation')::uuid
        FROM public.figure_ledger l, jsonb_array_elements(l.blocks) block
        WHERE l.release_id = r.id AND l.kind = 'frozen' AND block ->> 'practice' = p.id::text
    )
    FROM public.practices_practice p
    JOIN public.figure_release r ON r.state = 'approved'
    WHERE p.schema_name = current_setting('role')
      AND EXISTS (SELECT FROM public.released_cell c WHERE c.release_id = r.id AND c.practice_id = p.id)
    ORDER BY r.decided_at DESC, r.id
$$;
