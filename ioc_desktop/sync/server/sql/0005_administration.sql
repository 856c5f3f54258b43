-- The administrator's work. Every function checks the rank itself and leaves a line in the journal.

CREATE FUNCTION sync.must_be_admin() RETURNS void LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    IF sync.rank() < 4 THEN RAISE EXCEPTION 'administrators only' USING ERRCODE = '42501'; END IF;
END
$$;

CREATE FUNCTION sync.devices()
RETURNS TABLE (device_id uuid, name text, owner text, app_ver text, schema_ver int, last_seen timestamptz,
               last_op bigint, lag bigint, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
    SELECT d.device_id, d.name, d.owner::text, d.app_ver, d.schema_ver, d.last_seen, d.last_op, d.lag, d.revoked
    FROM sync.device d WHERE sync.rank() >= 3 OR d.owner = session_user ORDER BY d.last_seen DESC
$$;

CREATE FUNCTION sync.revoke_device(p_device uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    PERFORM sync.must_be_admin();
    UPDATE sync.device SET revoked = true WHERE device_id = p_device;
    PERFORM audit.append(0, p_device, 'device.revoke', '{}');
END
$$;

CREATE FUNCTION sync.add_scope(p_name text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    made int;
BEGIN
    PERFORM sync.must_be_admin();
    INSERT INTO sync.scope (scope_id, name) SELECT coalesce(max(scope_id), 0) + 1, p_name FROM sync.scope
    RETURNING scope_id INTO made;
    INSERT INTO audit.chain (chain) VALUES (made);
    PERFORM audit.append(0, NULL, 'scope.new', jsonb_build_object('scope', made, 'name', p_name));
    RETURN made;
END
$$;

CREATE FUNCTION sync.set_principal(p_role name, p_kind text, p_account uuid, p_note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    PERFORM sync.must_be_admin();
    INSERT INTO sync.principal VALUES (p_role, p_kind, p_account, p_note)
    ON CONFLICT (role_name) DO UPDATE SET kind = excluded.kind, account_id = excluded.account_id, note = excluded.note;
    PERFORM audit.append(0, NULL, 'role.add', jsonb_build_object('role', p_role, 'kind', p_kind, 'account', p_account));
END
$$;

CREATE FUNCTION sync.grant_scope(p_role name, p_scope int, p_write boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    PERFORM sync.must_be_admin();
    INSERT INTO sync.scope_grant VALUES (p_role, p_scope, p_write)
    ON CONFLICT (role_name, scope_id) DO UPDATE SET can_write = excluded.can_write;
    PERFORM audit.append(0, NULL, 'scope.grant', jsonb_build_object('role', p_role, 'scope', p_scope, 'write', p_write));
END
$$;

CREATE FUNCTION sync.revoke_scope(p_role name, p_scope int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    PERFORM sync.must_be_admin();
    DELETE FROM sync.scope_grant WHERE role_name = p_role AND scope_id = p_scope;
    PERFORM audit.append(0, NULL, 'scope.revoke', jsonb_build_object('role', p_role, 'scope', p_scope));
END
$$;

-- A role that may come in no more: its devices are shut out; who calls this also takes LOGIN away.
CREATE FUNCTION sync.shut_out(p_role name) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    PERFORM sync.must_be_admin();
    UPDATE sync.device SET revoked = true WHERE owner = p_role;
    DELETE FROM sync.scope_grant WHERE role_name = p_role;
    PERFORM audit.append(0, NULL, 'role.revoke', jsonb_build_object('role', p_role));
END
$$;

-- After a restore from a backup, before connections are opened: every desktop notices and sends again what was lost.
CREATE FUNCTION sync.declare_restore() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    made uuid;
BEGIN
    PERFORM sync.must_be_admin();
    UPDATE sync.server SET epoch = gen_random_uuid(), restored_at = now() RETURNING epoch INTO made;
    PERFORM audit.append(0, NULL, 'server.restore', jsonb_build_object('epoch', made));
    RETURN made;
END
$$;

-- Forget what nobody needs any more; tombstones older than p_days raise the floor of their scope.
CREATE FUNCTION sync.maintain(p_days int DEFAULT 90) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    t text;
    s int;
    border bigint;
BEGIN
    PERFORM sync.must_be_admin();
    FOR s IN SELECT scope_id FROM sync.scope ORDER BY scope_id LOOP
        SELECT max(pos) INTO border FROM sync.token WHERE scope_id = s AND at < now() - make_interval(days => p_days);
        CONTINUE WHEN border IS NULL;
        UPDATE sync.scope SET floor = greatest(floor, border) WHERE scope_id = s;
        FOR t IN SELECT tbl FROM sync.synced ORDER BY ord DESC LOOP
            EXECUTE format('DELETE FROM ioc.%I WHERE scope_id = $1 AND ver <= $2 AND deleted_at IS NOT NULL', t)
            USING s, border;
        END LOOP;
        DELETE FROM sync.exit_ WHERE scope_id = s AND pos <= border;
        DELETE FROM sync.token WHERE scope_id = s AND pos < border;
    END LOOP;
    DELETE FROM sync.op_result r USING sync.device d
    WHERE r.device_id = d.device_id AND r.at < now() - make_interval(days => p_days) AND r.n < d.last_op;
    PERFORM audit.append(0, NULL, 'server.maintain', jsonb_build_object('days', p_days));
END
$$;
