-- The life of a version, held against any SQL of an application login. Own error codes: NW010 this step does not
-- exist, NW011 what was published stands, NW012 an author cannot publish, NW013 nobody (or somebody else) acts.
-- Who acts is what our own code told the connection (nestwork.person); the owner, on the command line, is believed.

CREATE FUNCTION public.playbook_version_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    on_command_line boolean := current_setting('role') = 'none' AND session_user = 'nw_owner';
    actor text := current_setting('nestwork.person', true);
    -- what changes from step to step; all the rest of a row is what somebody wrote
    life constant text[] := ARRAY['state', 'revision', 'changed_by_id', 'changed_at', 'author_ids', 'author_names',
                                  'reviewer_id', 'reviewer_name', 'published_at', 'retired_at'];
    step text;
    written boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' OR NEW.published_at IS NOT NULL OR NEW.reviewer_id IS NOT NULL OR NEW.revision <> 1 THEN
            RAISE EXCEPTION 'a version begins as a draft' USING ERRCODE = 'NW010';
        END IF;
        IF NOT on_command_line AND NEW.changed_by_id::text IS DISTINCT FROM actor THEN
            RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'NW013';
        END IF;
        NEW.author_ids := ARRAY[NEW.changed_by_id];
        RETURN NEW;
    END IF;

    step := OLD.state || ' to ' || NEW.state;
    IF NEW.id <> OLD.id OR NEW.playbook_id <> OLD.playbook_id OR NEW.number <> OLD.number
       OR NEW.created_at <> OLD.created_at THEN
        RAISE EXCEPTION 'a version keeps its name' USING ERRCODE = 'NW011';
    END IF;

    IF OLD.published_at IS NOT NULL THEN
        IF to_jsonb(NEW) - ARRAY['state', 'retired_at'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'retired_at'] THEN
            RAISE EXCEPTION 'what was published stands' USING ERRCODE = 'NW011';
        END IF;
        IF step NOT IN ('published to superseded', 'published to retired', 'superseded to retired') THEN
            RAISE EXCEPTION 'no such step: %', step USING ERRCODE = 'NW010';
        END IF;
        RETURN NEW;
    END IF;

    IF step NOT IN ('draft to draft', 'draft to review', 'draft to retired', 'review to draft', 'review to published') THEN
        RAISE EXCEPTION 'no such step: %', step USING ERRCODE = 'NW010';
    END IF;
    IF NEW.revision <> OLD.revision + 1 THEN
        RAISE EXCEPTION 'each step is a revision of its own' USING ERRCODE = 'NW010';
    END IF;
    written := (to_jsonb(NEW) - life) IS DISTINCT FROM (to_jsonb(OLD) - life);

    -- Whoever writes a word of it is an author for good; nobody leaves the list.
    NEW.author_ids := OLD.author_ids;
    IF step IN ('draft to draft', 'draft to review') THEN
        IF NOT on_command_line AND NEW.changed_by_id::text IS DISTINCT FROM actor THEN
            RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'NW013';
        END IF;
        IF NOT NEW.changed_by_id = ANY (OLD.author_ids) THEN
            NEW.author_ids := OLD.author_ids || NEW.changed_by_id;
        END IF;
    ELSIF written OR NEW.changed_by_id <> OLD.changed_by_id THEN
        RAISE EXCEPTION 'what is in review is not rewritten' USING ERRCODE = 'NW011';
    END IF;

    IF NEW.state = 'published' THEN
        IF NEW.reviewer_id IS NULL OR NEW.published_at IS NULL THEN
            RAISE EXCEPTION 'a reviewer publishes' USING ERRCODE = 'NW012';
        END IF;
        IF NEW.reviewer_id = ANY (NEW.author_ids) THEN
            RAISE EXCEPTION 'an author cannot publish' USING ERRCODE = 'NW012';
        END IF;
        IF NOT on_command_line AND NEW.reviewer_id::text IS DISTINCT FROM actor THEN
            RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'NW013';
        END IF;
    ELSIF NEW.published_at IS NOT NULL OR NEW.reviewer_id IS NOT NULL THEN
        RAISE EXCEPTION 'nothing is published by this step' USING ERRCODE = 'NW010';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER playbook_version_guard BEFORE INSERT OR UPDATE ON public.playbook_version
FOR EACH ROW EXECUTE FUNCTION public.playbook_version_guard();
