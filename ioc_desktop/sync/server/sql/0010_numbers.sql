-- Numbers of documents: in each series one after the other, without a gap and without a twin.

-- The next number of a series for an owner, or the one that it has; as jsonb. Who asks again after a crash, or because
-- the answer got lost, hears the same. The head of the centre's scope is the lock: pushes to it wait too, so the largest
-- number that is seen is the largest there is. What desktops counted before they joined came as rows and is counted on.
CREATE FUNCTION sync.take_number(p_device uuid, p_id uuid, p_owner uuid, p_series text, p_org text, p_kind text,
                                 p_year int, p_account uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    d sync.device;
    who sync.principal;
    given jsonb;
    next int;
    verdicts sync.verdict[];
BEGIN
    SELECT * INTO d FROM sync.device WHERE device_id = p_device;
    IF sync.rank() < 2 OR NOT 1 = ANY (sync.my_writable()) OR d.owner IS DISTINCT FROM session_user OR d.revoked THEN
        PERFORM audit.append(0, p_device, 'number.refused', jsonb_build_object('series', left(p_series, 200)));
        RETURN jsonb_build_object('error', 'denied');
    END IF;
    PERFORM 1 FROM sync.scope WHERE scope_id = 1 FOR UPDATE;
    SELECT to_jsonb(n) INTO given FROM ioc.document_number n WHERE n.id = p_id;
    IF given IS NOT NULL THEN RETURN given; END IF;
    SELECT coalesce(max(n.number), 0) + 1 INTO next FROM ioc.document_number n WHERE n.series = p_series;
    given := jsonb_build_object('owner_id', p_owner, 'series', p_series, 'org', p_org, 'kind', p_kind, 'year', p_year,
                                'number', next, 'mark', p_series || '|' || next);
    SELECT * INTO who FROM sync.principal WHERE role_name = session_user;
    verdicts := sync.take_positions(array[ROW (
        1, gen_random_uuid(), 'document_number', p_id, 'I', 'applied', '', 'I', given, NULL, 1, NULL, NULL, now(),
        CASE WHEN who.kind = 'workstation' THEN p_account ELSE who.account_id END)::sync.verdict]);
    PERFORM sync.write_document_number(verdicts, 0::bigint);
    PERFORM audit.append(1, p_device, 'number.taken',
                         jsonb_build_object('org', p_org, 'kind', p_kind, 'year', p_year, 'number', next));
    SELECT to_jsonb(n) INTO given FROM ioc.document_number n WHERE n.id = p_id;
    RETURN given;
END
$$;
