-- Managing people. A practice role has no right on people, memberships, invitations, sessions or tokens; it may only
-- execute these functions, which belong to the owner. The practice comes from the role the caller works under, never
-- from an argument. Each checks the acting administrator and writes membership, staff row and audit row together.
-- Own error codes: NW001 not allowed, NW002 last administrator, NW003 already there, NW004 not found, NW005 bad role.

CREATE FUNCTION public.people_place(given uuid) RETURNS public.practices_practice
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice;
    worn text := current_setting('role');
BEGIN
    IF worn ~ '^p_[0-9a-f]{12}$' THEN
        SELECT * INTO place FROM public.practices_practice WHERE schema_name = worn AND state = 'open' FOR NO KEY UPDATE;
        IF NOT FOUND THEN RAISE EXCEPTION 'no open practice' USING ERRCODE = 'NW001'; END IF;
    ELSIF worn = 'nw_admin' OR (worn = 'none' AND session_user = current_user) THEN
        IF given IS NOT NULL THEN
            SELECT * INTO place FROM public.practices_practice WHERE id = given FOR NO KEY UPDATE;
            IF NOT FOUND THEN RAISE EXCEPTION 'no such practice' USING ERRCODE = 'NW004'; END IF;
        END IF;
    ELSE
        RAISE EXCEPTION 'not from here' USING ERRCODE = 'NW001';
    END IF;
    RETURN place;
END $$;

-- The role under which the actor acts: the command line (owner) needs no person.
CREATE FUNCTION public.people_actor(actor uuid, place public.practices_practice) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    worn text := current_setting('role');
    needed text := CASE WHEN worn = 'nw_admin' THEN 'network_administrator' ELSE 'practice_administrator' END;
BEGIN
    IF worn = 'none' AND session_user = current_user THEN RETURN 'command'; END IF;
    -- The argument alone proves nothing: an expression smuggled into a query could name any administrator.
    IF actor IS NULL OR actor::text IS DISTINCT FROM current_setting('nestwork.person', true) THEN
        RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'NW001';
    END IF;
    PERFORM 1 FROM public.access_membership m JOIN public.accounts_user u ON u.id = m.user_id AND u.is_active
    WHERE m.user_id = actor AND m.is_active AND m.role = needed
      AND m.practice_id IS NOT DISTINCT FROM CASE WHEN worn = 'nw_admin' THEN NULL ELSE place.id END;
    IF NOT FOUND THEN RAISE EXCEPTION 'not an administrator here' USING ERRCODE = 'NW001'; END IF;
    RETURN needed;
END $$;

CREATE FUNCTION public.people_check_role(wanted text, place public.practices_practice) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (place.id IS NULL AND wanted IN
            ('facilitator', 'directory_steward', 'state_reviewer', 'network_administrator'))
       OR (place.id IS NOT NULL AND wanted IN
            ('coordinator', 'physician', 'nurse', 'practice_administrator', 'parent_partner')) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'no such role here' USING ERRCODE = 'NW005';
END $$;

-- Refuses to leave a practice, or the network, without an administrator.
CREATE FUNCTION public.people_check_last(person uuid, place public.practices_practice) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept text := CASE WHEN place.id IS NULL THEN 'network_administrator' ELSE 'practice_administrator' END;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('people:' || coalesce(place.id::text, 'network'), 0));
    PERFORM 1 FROM public.access_membership
    WHERE user_id = person AND is_active AND role = kept AND practice_id IS NOT DISTINCT FROM place.id;
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM 1 FROM public.access_membership m JOIN public.accounts_user u ON u.id = m.user_id AND u.is_active
    WHERE m.user_id <> person AND m.is_active AND m.role = kept AND m.practice_id IS NOT DISTINCT FROM place.id;
    IF NOT FOUND THEN RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'NW002'; END IF;
END $$;

CREATE FUNCTION public.people_write_line(
    place public.practices_practice, actor uuid, acting text, act text, kind text, target uuid, detail jsonb, request uuid
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    door text := CASE WHEN acting = 'command' THEN 'command' ELSE 'web' END;
    title text := CASE WHEN acting = 'command' THEN '' ELSE acting END;
BEGIN
    IF place.id IS NULL THEN
        INSERT INTO public.network_audit_event
            (id, at, person_id, role, action, subject, subject_id, purpose, through, detail, request_id)
        VALUES (gen_random_uuid(), statement_timestamp(), actor, title, act, kind, target, 'people', door, detail, request);
    ELSE
        EXECUTE format(
            'INSERT INTO %I.audit_event (id, person_id, role, action, subject, subject_id, purpose, through, detail,'
            ' request_id, shown) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, ''people'', $6, $7, $8, ''{}'')',
            place.schema_name
        ) USING actor, title, act, kind, target, door, detail, request;
    END IF;
END $$;

-- The practice's own row of a colleague, made or brought up to date from the person's active memberships.
CREATE FUNCTION public.people_write_staff(person uuid, place public.practices_practice, shown_role text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF place.id IS NULL THEN RETURN; END IF;
    EXECUTE format(
        'INSERT INTO %I.staff_staffmember (id, display_name, credentials, role, is_active)'
        ' SELECT u.id, u.display_name, u.credentials, $2, $3 FROM public.accounts_user u WHERE u.id = $1'
        ' ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name, credentials = excluded.credentials,'
        ' role = excluded.role, is_active = excluded.is_active',
        place.schema_name
    ) USING person, shown_role, EXISTS (
        SELECT 1 FROM public.access_membership m
        WHERE m.user_id = person AND m.practice_id = place.id AND m.is_active
    );
END $$;

CREATE FUNCTION public.people_join(person uuid, place public.practices_practice, wanted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.access_membership (id, user_id, practice_id, role, is_active, started_at)
    VALUES (gen_random_uuid(), person, place.id, wanted, true, now());
    PERFORM public.people_write_staff(person, place, wanted);
END $$;

-- Ends every sign-in and key the person has for the place.
CREATE FUNCTION public.people_shut(person uuid, place public.practices_practice, with_tokens boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF place.id IS NULL THEN
        DELETE FROM public.accounts_session s WHERE s.user_id = person
           AND NOT EXISTS (SELECT 1 FROM public.practices_domain d WHERE d.domain = s.host);
    ELSE
        DELETE FROM public.accounts_session s USING public.practices_domain d
        WHERE s.user_id = person AND s.host = d.domain AND d.tenant_id = place.id;
        DELETE FROM public.accounts_handover h WHERE h.user_id = person AND h.practice_id = place.id;
    END IF;
    IF with_tokens THEN
        UPDATE public.accounts_personaltoken SET revoked_at = now()
        WHERE user_id = person AND practice_id IS NOT DISTINCT FROM place.id AND revoked_at IS NULL;
    END IF;
END $$;

-- ---------------------------------------------------------------- what a practice role and nw_admin may execute

CREATE FUNCTION public.people_list(given uuid) RETURNS TABLE (
    person_id uuid, display_name text, credentials text, email text, role text, is_active boolean,
    last_sign_in timestamptz, started_at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
BEGIN
    RETURN QUERY
    SELECT DISTINCT ON (u.id) u.id, u.display_name::text, u.credentials::text, u.email::text, m.role::text, m.is_active,
           u.last_login, m.started_at
    FROM public.access_membership m JOIN public.accounts_user u ON u.id = m.user_id
    WHERE m.practice_id IS NOT DISTINCT FROM place.id
    ORDER BY u.id, m.is_active DESC, m.started_at DESC;
END $$;

CREATE FUNCTION public.people_invitations(given uuid) RETURNS TABLE (
    invitation_id uuid, display_name text, email text, role text, created_at timestamptz, expires_at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
BEGIN
    RETURN QUERY
    SELECT i.id, i.display_name::text, i.email::text, i.role::text, i.created_at, i.expires_at
    FROM public.accounts_invitation i
    WHERE i.practice_id IS NOT DISTINCT FROM place.id AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
    ORDER BY i.created_at DESC;
END $$;

CREATE FUNCTION public.people_invite(
    actor uuid, given uuid, address text, called text, letters text, wanted text, link_hash text, request uuid
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
    acting text := public.people_actor(actor, place);
    made uuid := gen_random_uuid();
BEGIN
    PERFORM public.people_check_role(wanted, place);
    PERFORM 1 FROM public.access_membership m JOIN public.accounts_user u ON u.id = m.user_id
    WHERE u.email = lower(address) AND m.is_active AND m.practice_id IS NOT DISTINCT FROM place.id
      AND (place.id IS NOT NULL OR m.role = wanted);
    IF FOUND THEN RAISE EXCEPTION 'already a member' USING ERRCODE = 'NW003'; END IF;
    UPDATE public.accounts_invitation SET withdrawn_at = now()
    WHERE email = lower(address) AND practice_id IS NOT DISTINCT FROM place.id
      AND (place.id IS NOT NULL OR role = wanted) AND accepted_at IS NULL AND withdrawn_at IS NULL;
    INSERT INTO public.accounts_invitation
        (id, token_hash, email, display_name, credentials, role, practice_id, invited_by_id, created_at, expires_at)
    VALUES (made, link_hash, lower(address), called, letters, wanted, place.id, actor, now(), now() + interval '7 days');
    PERFORM public.people_write_line(
        place, actor, acting, 'invite', 'invitation', made, jsonb_build_object('role', wanted), request);
    RETURN made;
END $$;

CREATE FUNCTION public.people_withdraw(actor uuid, given uuid, invitation uuid, request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
    acting text := public.people_actor(actor, place);
BEGIN
    UPDATE public.accounts_invitation SET withdrawn_at = now()
    WHERE id = invitation AND practice_id IS NOT DISTINCT FROM place.id AND accepted_at IS NULL AND withdrawn_at IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'no such invitation' USING ERRCODE = 'NW004'; END IF;
    PERFORM public.people_write_line(place, actor, acting, 'withdraw', 'invitation', invitation, '{}', request);
END $$;

CREATE FUNCTION public.people_change_role(actor uuid, given uuid, person uuid, wanted text, request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
    acting text := public.people_actor(actor, place);
    was text;
BEGIN
    PERFORM public.people_check_role(wanted, place);
    SELECT string_agg(role, ' ' ORDER BY role) INTO was FROM public.access_membership
    WHERE user_id = person AND is_active AND practice_id IS NOT DISTINCT FROM place.id;
    IF was IS NULL THEN RAISE EXCEPTION 'no such person here' USING ERRCODE = 'NW004'; END IF;
    IF was = wanted THEN RETURN; END IF;
    IF wanted NOT IN ('practice_administrator', 'network_administrator') THEN
        PERFORM public.people_check_last(person, place);
    END IF;
    UPDATE public.access_membership SET is_active = false, ended_at = now()
    WHERE user_id = person AND is_active AND practice_id IS NOT DISTINCT FROM place.id;
    PERFORM public.people_join(person, place, wanted);
    PERFORM public.people_write_line(
        place, actor, acting, 'change role', 'person', person, jsonb_build_object('from', was, 'to', wanted), request);
END $$;

CREATE FUNCTION public.people_end(actor uuid, given uuid, person uuid, request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
    acting text := public.people_actor(actor, place);
    was text;
BEGIN
    PERFORM public.people_check_last(person, place);
    SELECT role INTO was FROM public.access_membership
    WHERE user_id = person AND is_active AND practice_id IS NOT DISTINCT FROM place.id ORDER BY started_at LIMIT 1;
    IF NOT FOUND THEN RAISE EXCEPTION 'no such person here' USING ERRCODE = 'NW004'; END IF;
    UPDATE public.access_membership SET is_active = false, ended_at = now()
    WHERE user_id = person AND is_active AND practice_id IS NOT DISTINCT FROM place.id;
    PERFORM public.people_write_staff(person, place, was);
    PERFORM public.people_shut(person, place, true);
    PERFORM public.people_write_line(place, actor, acting, 'end access', 'person', person, '{}', request);
END $$;

CREATE FUNCTION public.people_sign_out(actor uuid, given uuid, person uuid, request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
    acting text := public.people_actor(actor, place);
BEGIN
    PERFORM 1 FROM public.access_membership
    WHERE user_id = person AND practice_id IS NOT DISTINCT FROM place.id;
    IF NOT FOUND THEN RAISE EXCEPTION 'no such person here' USING ERRCODE = 'NW004'; END IF;
    PERFORM public.people_shut(person, place, false);
    PERFORM public.people_write_line(place, actor, acting, 'sign out', 'person', person, '{}', request);
END $$;

-- ---------------------------------------------------------------- nw_admin and the command line only

CREATE FUNCTION public.people_create(address text, called text, letters text, secret text, spoken text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made uuid := gen_random_uuid();
BEGIN
    INSERT INTO public.accounts_user (id, email, display_name, credentials, language, text_size, keys, theme, is_active,
                                      created_at, password)
    VALUES (made, lower(address), called, letters, spoken, 'normal', 'on', 'auto', true, now(), secret);
    INSERT INTO public.account_emailaddress (email, verified, "primary", user_id)
    VALUES (lower(address), true, true, made);
    RETURN made;
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'this address already signs in' USING ERRCODE = 'NW003';
END $$;

CREATE FUNCTION public.people_add(actor uuid, given uuid, person uuid, wanted text, request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place public.practices_practice := public.people_place(given);
    acting text := public.people_actor(actor, place);
BEGIN
    PERFORM public.people_check_role(wanted, place);
    PERFORM public.people_join(person, place, wanted);
    PERFORM public.people_write_line(
        place, actor, acting, 'add', 'person', person, jsonb_build_object('role', wanted), request);
END $$;

-- ---------------------------------------------------------------- the door: accepting an invitation

-- `person` is who is signed in, if anybody; `secret` is the password's hash for somebody new.
CREATE FUNCTION public.people_accept(link_hash text, person uuid, called text, secret text, spoken text, request uuid)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    paper public.accounts_invitation;
    place public.practices_practice;
    known uuid;
BEGIN
    UPDATE public.accounts_invitation SET accepted_at = now()
    WHERE token_hash = link_hash AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
    RETURNING * INTO paper;
    IF NOT FOUND THEN RAISE EXCEPTION 'this link is not valid any more' USING ERRCODE = 'NW004'; END IF;
    SELECT id INTO known FROM public.accounts_user WHERE email = paper.email;
    IF known IS NULL AND person IS NULL AND secret <> '' THEN
        known := public.people_create(paper.email, called, paper.credentials, secret, spoken);
    ELSIF known IS NULL OR person IS DISTINCT FROM known THEN
        RAISE EXCEPTION 'sign in as the invited person' USING ERRCODE = 'NW001';
    END IF;
    IF paper.practice_id IS NOT NULL THEN
        SELECT * INTO place FROM public.practices_practice WHERE id = paper.practice_id AND state = 'open';
        IF NOT FOUND THEN RAISE EXCEPTION 'the practice is closed' USING ERRCODE = 'NW004'; END IF;
    END IF;
    PERFORM public.people_join(known, place, paper.role);
    PERFORM public.people_write_line(
        place, known, paper.role, 'accept', 'invitation', paper.id, jsonb_build_object('role', paper.role), request);
    RETURN known;
END $$;
