-- Who is who, who may see what, how far everybody is. Run as ioc_owner, who cannot log in and owns everything.
-- Clients read tables through row-level security and write through the functions of the next files, nothing else.

CREATE TABLE sync.server (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    centre text NOT NULL,
    epoch uuid NOT NULL DEFAULT gen_random_uuid(),  -- changes when the server is restored from a backup
    schema_ver int NOT NULL,
    min_client int NOT NULL,
    restored_at timestamptz
);

CREATE TABLE sync.principal (
    role_name name PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('person', 'workstation')),
    account_id uuid,
    note text NOT NULL DEFAULT '',
    CHECK (kind = 'workstation' OR account_id IS NOT NULL)
);

CREATE TABLE sync.scope (
    scope_id int PRIMARY KEY CHECK (scope_id > 0),
    name text NOT NULL,
    head bigint NOT NULL DEFAULT 0,   -- position of the last accepted write
    floor bigint NOT NULL DEFAULT 0   -- tombstones up to here are purged
);

CREATE TABLE sync.scope_grant (
    role_name name NOT NULL REFERENCES sync.principal ON DELETE CASCADE,
    scope_id int NOT NULL REFERENCES sync.scope,
    can_write boolean NOT NULL DEFAULT true,
    PRIMARY KEY (role_name, scope_id)
);

-- One per push: proves to a reader that the server has the history it had.
CREATE TABLE sync.token (
    scope_id int NOT NULL REFERENCES sync.scope,
    pos bigint NOT NULL,
    tok uuid NOT NULL DEFAULT gen_random_uuid(),
    tables text[] NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope_id, pos)
);

CREATE TABLE sync.device (
    device_id uuid PRIMARY KEY,
    owner name NOT NULL,
    name text NOT NULL,
    machine text NOT NULL,
    instance uuid,                       -- the running program that holds the identity
    last_op bigint NOT NULL DEFAULT 0,
    ev_head bigint NOT NULL DEFAULT 0,
    app_ver text NOT NULL DEFAULT '',
    schema_ver int NOT NULL DEFAULT 0,
    lag bigint,
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    revoked boolean NOT NULL DEFAULT false
);

CREATE TABLE sync.op_result (
    device_id uuid NOT NULL,             -- of sync.device; not checked for every row
    n bigint NOT NULL,
    op_uuid uuid NOT NULL,
    tbl text NOT NULL,
    row_id uuid NOT NULL,
    kind "char" NOT NULL,
    status text NOT NULL,
    reason text NOT NULL DEFAULT '',
    scope_id int,
    pos bigint,
    lose jsonb,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device_id, n)
);

CREATE TABLE sync.exit_ (           -- the row left this scope
    scope_id int NOT NULL REFERENCES sync.scope,
    pos bigint NOT NULL,
    tbl text NOT NULL,
    row_id uuid NOT NULL,
    PRIMARY KEY (scope_id, pos)
);

CREATE TABLE sync.synced (           -- the register of synchronised tables
    tbl text PRIMARY KEY,
    ord int NOT NULL,                -- parents before children
    writers int NOT NULL,            -- rank of the least powerful group that may write
    rule jsonb NOT NULL
);

-- One operation on its way in, and what became of it.
CREATE TYPE sync.op AS (
    n bigint, u uuid, t text, r uuid, k text, v jsonb, b jsonb, at timestamptz, a uuid, seen bigint
);
CREATE TYPE sync.verdict AS (
    n bigint, u uuid, t text, r uuid, k text,
    status text, reason text,
    w text,            -- what to write: I insert, U update, D tombstone, R bring back; null for nothing
    take jsonb,        -- columns to write
    lose jsonb,        -- column -> {mine, base}: what the person wrote and the server does not take
    scope int, old_scope int, ver bigint, at timestamptz, a uuid
);

-- Groups belong to the whole cluster: a login of another centre in it has no rank here.
CREATE FUNCTION sync.rank() RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sync.principal WHERE role_name = session_user)
       AND NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = session_user AND rolsuper) THEN
        RETURN 0;
    END IF;
    RETURN CASE WHEN pg_has_role(session_user, 'ioc_admin', 'MEMBER') THEN 4
                WHEN pg_has_role(session_user, 'ioc_supervisor', 'MEMBER') THEN 3
                WHEN pg_has_role(session_user, 'ioc_operator', 'MEMBER') THEN 2
                WHEN pg_has_role(session_user, 'ioc_viewer', 'MEMBER') THEN 1
                ELSE 0 END;
END
$$;

CREATE FUNCTION sync.my_scopes() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    rank int := sync.rank();
BEGIN
    IF rank = 0 THEN RETURN '{}'; END IF;
    IF rank = 4 THEN RETURN array(SELECT scope_id FROM sync.scope); END IF;
    RETURN array(SELECT scope_id FROM sync.scope_grant WHERE role_name = session_user);
END
$$;

CREATE FUNCTION sync.my_writable() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    rank int := sync.rank();
BEGIN
    IF rank = 0 THEN RETURN '{}'; END IF;
    IF rank = 4 THEN RETURN array(SELECT scope_id FROM sync.scope); END IF;
    RETURN array(SELECT scope_id FROM sync.scope_grant WHERE role_name = session_user AND can_write);
END
$$;

