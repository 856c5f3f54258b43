-- What an administrator may order of desktops and of those who use the server up.

DROP FUNCTION IF EXISTS sync.remember(sync.device, sync.verdict[], text);   -- replaced by one with a parameter more

-- Whether the desktop is to destroy the key of its encrypted data; plain: it had none.
ALTER TABLE sync.device ADD COLUMN IF NOT EXISTS wipe text NOT NULL DEFAULT 'no' 
    CHECK (wipe IN ('no', 'ordered', 'done', 'plain'));

-- A login that is over, and whose desktops are to destroy the keys of their data: they are shut out, and hear it when
-- they next sign in. Who calls this leaves the login alive, without a scope, until they have.
CREATE FUNCTION sync.order_wipe(p_role name) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    devices int;
BEGIN
    PERFORM sync.must_be_admin();
    UPDATE sync.device SET revoked = true, wipe = CASE wipe WHEN 'no' THEN 'ordered' ELSE wipe END WHERE owner = p_role;
    GET DIAGNOSTICS devices = ROW_COUNT;
    DELETE FROM sync.scope_grant WHERE role_name = p_role;
    PERFORM audit.append(0, NULL, 'role.wipe', jsonb_build_object('role', p_role, 'devices', devices));
    RETURN devices;
END
$$;

-- The desktop's answer to the order.
CREATE FUNCTION sync.wiped(p_device uuid, p_had_key boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    UPDATE sync.device SET wipe = CASE WHEN p_had_key THEN 'done' ELSE 'plain' END
    WHERE device_id = p_device AND owner = session_user AND wipe = 'ordered';
    IF FOUND THEN
        PERFORM audit.append(0, p_device, 'device.wiped', jsonb_build_object('had_key', p_had_key));
    END IF;
END
$$;

-- Ends what a login of ours has been at for too long: statements have a limit, which anybody may lift for himself.
-- Without the rights that a superuser gives the owner at the installation it sees nothing and ends nothing.
CREATE FUNCTION sync.watch(p_limit interval DEFAULT '5 minutes') RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    s record;
    ended int := 0;
BEGIN
    FOR s IN SELECT a.pid, a.usename, extract(epoch FROM now() - CASE a.state WHEN 'active' THEN a.query_start
                                                              ELSE a.state_change END)::int AS seconds
             FROM pg_stat_activity a JOIN sync.principal p ON p.role_name = a.usename
             WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
               AND ((a.state = 'active' AND a.query_start < now() - p_limit)
                 OR (a.state LIKE 'idle in transaction%' AND a.state_change < now() - p_limit))
               AND NOT pg_has_role(a.usename, 'ioc_admin', 'MEMBER') LOOP   -- a backup may take its time
        BEGIN
            IF pg_terminate_backend(s.pid) THEN
                ended := ended + 1;
                PERFORM audit.append(0, NULL, 'statement.ended', jsonb_build_object('role', s.usename, 'seconds', s.seconds));
            END IF;
        EXCEPTION WHEN insufficient_privilege THEN
            RETURN ended;
        END;
    END LOOP;
    RETURN ended;
END
$$;
