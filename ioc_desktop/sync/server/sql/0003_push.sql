-- What a desktop wrote comes in: one call, one transaction.
-- Order of locks: device, rows (by id), heads of scopes (ascending), chains of the journal. Heads come last and are held
-- to the commit, so positions become visible in order: who has read up to the head has everything up to it.

-- A desktop says that it is there. Answers what it needs to know before it reads or writes.
CREATE FUNCTION sync.hello(p_device uuid, p_instance uuid, p_machine text, p_name text, p_app text, p_schema int)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    d sync.device;
    s sync.server;
    verdict text := 'ok';
BEGIN
    IF sync.rank() = 0 THEN RETURN jsonb_build_object('error', 'no_role'); END IF;
    SELECT * INTO s FROM sync.server;
    SELECT * INTO d FROM sync.device WHERE device_id = p_device FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO sync.device (device_id, owner, name, machine, instance, app_ver, schema_ver)
        VALUES (p_device, session_user, left(p_name, 200), left(p_machine, 100), p_instance, left(p_app, 40), p_schema)
        ON CONFLICT DO NOTHING
        RETURNING * INTO d;
        PERFORM audit.append(0, p_device, 'device.new', jsonb_build_object('name', left(p_name, 200)));
    ELSIF d.owner <> session_user OR d.machine <> p_machine THEN
        verdict := 'fork';   -- a copy of a profile: it needs an identity of its own
        PERFORM audit.append(0, p_device, 'device.fork', jsonb_build_object('name', left(p_name, 200)));
    ELSIF d.revoked THEN
        verdict := 'revoked';
    ELSE
        UPDATE sync.device SET instance = p_instance, name = left(p_name, 200), app_ver = left(p_app, 40),
               schema_ver = p_schema, last_seen = now()
        WHERE device_id = p_device;
    END IF;
    RETURN jsonb_build_object(
        'device', verdict, 'last_op', d.last_op, 'ev_head', d.ev_head, 'epoch', s.epoch, 'schema', s.schema_ver,
        'min_client', s.min_client, 'centre', s.centre, 'rank', sync.rank(), 'now', now(),
        'wipe', verdict = 'revoked' AND d.wipe = 'ordered',
        'account', (SELECT account_id FROM sync.principal WHERE role_name = session_user),
        'kind', (SELECT kind FROM sync.principal WHERE role_name = session_user));
END
$$;

-- Whether the login is one person's own, or a workstation's that many share.
CREATE FUNCTION sync.principal_kind() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
    SELECT kind FROM sync.principal WHERE role_name = session_user
$$;

-- How far a desktop has read, for the list of devices.
-- There is no program at the server that looks after it: every desktop does, once a minute.
CREATE FUNCTION sync.report(p_device uuid, p_lag bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    UPDATE sync.device SET last_seen = now(), lag = p_lag WHERE device_id = p_device AND owner = session_user;
    PERFORM sync.watch();
END
$$;

-- p_text: JSON array of operations, as the desktop sealed it; the journal keeps the hash of these bytes.
CREATE FUNCTION sync.push(p_device uuid, p_instance uuid, p_schema int, p_text text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp SET timezone = 'UTC'
-- A push of one row must not plan thirty statements anew; and every row is looked up by its key, whatever the planner
-- believes of a table that nobody has analysed yet (a fresh server took six seconds for what takes a tenth).
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    d sync.device;
    p_ops jsonb := p_text;
    problem text;
    ops sync.op[];
    fresh sync.op[];
    verdicts sync.verdict[];
    answers jsonb;
BEGIN
    SELECT * INTO d FROM sync.device WHERE device_id = p_device FOR UPDATE;
    problem := sync.push_refusal(d, p_instance, p_schema, p_ops);
    IF problem IS NOT NULL THEN
        IF problem NOT IN ('update_needed', 'server_old') THEN
            PERFORM audit.append(0, p_device, 'push.refused', jsonb_build_object('why', problem));
        END IF;
        RETURN jsonb_build_object('error', problem);
    END IF;
    SELECT array_agg(ROW (o.n, o.u, o.t, o.r, o.k, coalesce(o.v, '{}'), coalesce(o.b, '{}'),
                          coalesce(o.at, now()), o.a, o.seen)::sync.op ORDER BY o.n)
    INTO ops
    FROM jsonb_to_recordset(p_ops) AS o(n bigint, u uuid, t text, r uuid, k text, v jsonb, b jsonb,
                                        at timestamptz, a uuid, seen bigint);
    problem := sync.sequence_fault(d, ops);
    IF problem IS NOT NULL THEN
        PERFORM audit.append(0, p_device, 'push.refused', jsonb_build_object('why', problem));
        RETURN jsonb_build_object('error', problem);
    END IF;
    fresh := CASE WHEN ops[1].n > d.last_op THEN ops
                  ELSE array(SELECT o FROM unnest(ops) o WHERE o.n > d.last_op ORDER BY o.n) END;
    IF cardinality(fresh) > 0 THEN
        verdicts := sync.accept(d, fresh, encode(sha256(convert_to(p_text, 'UTF8')), 'hex'));
    END IF;
    IF cardinality(fresh) < cardinality(ops)   -- what was asked before is looked up
       OR EXISTS (SELECT 1 FROM unnest(verdicts) v WHERE v.status NOT IN ('applied', 'skipped')) THEN
        SELECT jsonb_agg(a.answer ORDER BY a.n) INTO answers
        FROM sync.answers(p_device, ops[1].n, ops[cardinality(ops)].n) a;
    END IF;
    RETURN jsonb_build_object(
        'heads', (SELECT jsonb_object_agg(scope_id, head) FROM sync.scope WHERE scope_id = ANY (sync.my_scopes())),
        'last_op', greatest(d.last_op, ops[cardinality(ops)].n),
        'special', coalesce(answers, '[]'));
END
$$;

CREATE FUNCTION sync.push_refusal(d sync.device, p_instance uuid, p_schema int, p_ops jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    s sync.server;
BEGIN
    SELECT * INTO s FROM sync.server;
    RETURN CASE
        WHEN sync.rank() = 0 THEN 'no_role'
        WHEN d.device_id IS NULL OR d.owner <> session_user THEN 'not_owner'
        WHEN d.revoked THEN 'revoked'
        WHEN d.instance IS DISTINCT FROM p_instance THEN 'fenced'
        WHEN p_schema < s.min_client THEN 'update_needed'
        WHEN p_schema > s.schema_ver THEN 'server_old'
        WHEN jsonb_typeof(p_ops) <> 'array' OR jsonb_array_length(p_ops) = 0 THEN 'malformed'
        WHEN jsonb_array_length(p_ops) > 10000 OR pg_column_size(p_ops) > 64 * 1024 * 1024 THEN 'too_large'
        END;
END
$$;

CREATE FUNCTION sync.sequence_fault(d sync.device, ops sync.op[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    -- One pass over what is nearly always in order; ops come sorted by n.
    RETURN (SELECT CASE
        WHEN s.is_malformed THEN 'malformed'
        WHEN s.first <= d.last_op AND EXISTS (SELECT 1 FROM unnest(ops) o WHERE o.n <= d.last_op AND o.u <> (
                 SELECT r.op_uuid FROM sync.op_result r WHERE r.device_id = d.device_id AND r.n = o.n)) THEN 'fork'
        WHEN s.first > d.last_op + 1 OR s.is_broken THEN 'hole'
        WHEN s.rows < s.writes THEN 'two_on_one_row'
        END
        FROM (SELECT bool_or(o.n IS NULL OR o.u IS NULL OR o.t IS NULL OR o.r IS NULL OR o.k IS NULL
                             OR o.k NOT IN ('I', 'U', 'D', 'X')) AS is_malformed,
                     min(o.n) AS first, bool_or(o.n <> ops[1].n + o.place - 1) AS is_broken,
                     count(DISTINCT o.r) FILTER (WHERE o.k <> 'X') AS rows, count(*) FILTER (WHERE o.k <> 'X') AS writes
              FROM unnest(ops) WITH ORDINALITY AS o(n, u, t, r, k, v, b, at, a, seen, place)) s);
END
$$;

-- Decide, take positions, write, remember. Returns what was decided.
CREATE FUNCTION sync.accept(d sync.device, ops sync.op[], digest text) RETURNS sync.verdict[]
LANGUAGE plpgsql SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    t record;
    part sync.verdict[];
    verdicts sync.verdict[] := '{}';
    writable int[] := sync.my_writable();
    rank int := sync.rank();
    who sync.principal;
    shift bigint;
BEGIN
    SELECT * INTO who FROM sync.principal WHERE role_name = session_user;
    FOR t IN SELECT s.tbl, s.writers FROM sync.synced s
             WHERE s.tbl IN (SELECT o.t FROM unnest(ops) o WHERE o.k <> 'X') ORDER BY s.ord LOOP
        IF rank < t.writers THEN
            part := sync.all_refused(ops, t.tbl, 'denied', 'rank');
        ELSE
            EXECUTE format('SELECT sync.%I($1, $2, $3, $4)', 'decide_' || t.tbl) INTO part
            USING ops, writable, who.account_id, coalesce(who.kind = 'workstation', false);
        END IF;
        verdicts := verdicts || part;
    END LOOP;
    IF cardinality(verdicts) < cardinality(ops) THEN   -- numbers to skip, and tables that are not ours
        verdicts := verdicts || array(
            SELECT ROW (o.n, o.u, o.t, o.r, o.k, CASE o.k WHEN 'X' THEN 'skipped' ELSE 'invalid' END,
                        CASE o.k WHEN 'X' THEN '' ELSE 'table' END, NULL, NULL, nullif(o.v, '{}'), NULL, NULL, NULL,
                        o.at, NULL)::sync.verdict
            FROM unnest(ops) o WHERE o.k = 'X' OR NOT EXISTS (SELECT 1 FROM sync.synced s WHERE s.tbl = o.t));
    END IF;
    shift := sync.take_positions_at_once(verdicts);
    IF shift IS NULL THEN
        verdicts := sync.take_positions(verdicts);
    END IF;
    FOR t IN SELECT s.tbl FROM sync.synced s
             WHERE s.tbl IN (SELECT v.t FROM unnest(verdicts) v WHERE v.w IS NOT NULL) ORDER BY s.ord LOOP
        EXECUTE format('SELECT sync.%I($1, $2)', 'write_' || t.tbl) USING verdicts, shift;
    END LOOP;
    PERFORM sync.remember(d, verdicts, digest, shift);
    RETURN verdicts;
END
$$;

-- What the person wrote, in the shape of the inbox.
CREATE FUNCTION sync.mine(v jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_object_agg(e.key, jsonb_build_object('mine', e.value, 'base', b -> e.key)) FROM jsonb_each(v) e
$$;

CREATE FUNCTION sync.all_refused(ops sync.op[], p_tbl text, p_status text, p_reason text) RETURNS sync.verdict[]
LANGUAGE sql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
    SELECT array_agg(ROW (o.n, o.u, o.t, o.r, o.k, p_status, p_reason, NULL, NULL, sync.mine(o.v, o.b), NULL, NULL, NULL, o.at, NULL)::sync.verdict)
    FROM unnest(ops) o WHERE o.t = p_tbl AND o.k <> 'X'
$$;

-- Where everything is written, to one scope, the positions follow the numbers: number + this. Else null, and nothing is
-- taken. The verdicts need no second pass then, which is what most batches are.
CREATE FUNCTION sync.take_positions_at_once(verdicts sync.verdict[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    s record;
    last bigint;
BEGIN
    SELECT count(*) AS ops, count(v.w) AS writes, min(v.scope) AS scope, max(v.scope) AS other, min(v.n) AS first,
           bool_or(v.old_scope <> v.scope) AS is_moving, array_agg(DISTINCT v.t) AS tables
    INTO s FROM unnest(verdicts) v;
    IF s.ops = 0 OR s.writes < s.ops OR s.scope <> s.other OR s.is_moving THEN RETURN NULL; END IF;
    UPDATE sync.scope SET head = head + s.ops WHERE scope_id = s.scope RETURNING head INTO last;
    INSERT INTO sync.token (scope_id, pos, tables) VALUES (s.scope, last, s.tables);
    PERFORM pg_notify('ioc_s' || s.scope, '');
    RETURN last - s.ops + 1 - s.first;
END
$$;

-- Lock the heads, ascending, and number the writes. A row that moves takes a position in the scope it leaves, too.
CREATE FUNCTION sync.take_positions(verdicts sync.verdict[]) RETURNS sync.verdict[]
LANGUAGE plpgsql SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    s record;
    base bigint;
    leaving bigint;
BEGIN
    FOR s IN SELECT x.scope_id, sum(x.arrives) AS arrives, sum(x.leaves) AS leaves FROM (
                 SELECT v.scope AS scope_id, 1 AS arrives, 0 AS leaves FROM unnest(verdicts) v WHERE v.w IS NOT NULL
                 UNION ALL
                 SELECT v.old_scope, 0, 1 FROM unnest(verdicts) v WHERE v.w IS NOT NULL AND v.old_scope <> v.scope
             ) x GROUP BY x.scope_id ORDER BY x.scope_id LOOP
        UPDATE sync.scope SET head = head + s.arrives + s.leaves WHERE scope_id = s.scope_id
        RETURNING head - s.arrives - s.leaves INTO base;
        verdicts := array(
            SELECT CASE WHEN p.w IS NULL OR p.scope <> s.scope_id THEN p.v
                   ELSE ROW (p.n, p.u, p.t, p.r, p.k, p.status, p.reason, p.w, p.take, p.lose, p.scope, p.old_scope,
                             base + p.place, p.at, p.a)::sync.verdict END
            FROM (SELECT v, v.n, v.u, v.t, v.r, v.k, v.status, v.reason, v.w, v.take, v.lose, v.scope, v.old_scope, v.at, v.a,
                         row_number() OVER (PARTITION BY v.w IS NULL, v.scope ORDER BY v.n) AS place
                  FROM unnest(verdicts) v) p);
        leaving := base + s.arrives;
        INSERT INTO sync.exit_ (scope_id, pos, tbl, row_id)
        SELECT s.scope_id, leaving + row_number() OVER (ORDER BY v.n), v.t, v.r
        FROM unnest(verdicts) v WHERE v.w IS NOT NULL AND v.old_scope = s.scope_id AND v.old_scope <> v.scope;
        INSERT INTO sync.token (scope_id, pos, tables)
        SELECT s.scope_id, base + s.arrives + s.leaves,
               array(SELECT DISTINCT v.t FROM unnest(verdicts) v
                     WHERE v.w IS NOT NULL AND s.scope_id IN (v.scope, v.old_scope));
        PERFORM pg_notify('ioc_s' || s.scope_id, '');
    END LOOP;
    RETURN verdicts;
END
$$;

CREATE FUNCTION sync.remember(d sync.device, verdicts sync.verdict[], digest text, shift bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    c record;
    small boolean := cardinality(verdicts) <= 20;   -- what people do; imports are told by their hash and their rows
BEGIN
    INSERT INTO sync.op_result (device_id, n, op_uuid, tbl, row_id, kind, status, reason, scope_id, pos, lose)
    SELECT d.device_id, v.n, v.u, v.t, v.r, v.k::"char", v.status, coalesce(v.reason, ''), v.scope,
           coalesce(v.ver, v.n + shift), v.lose
    FROM unnest(verdicts) v;
    UPDATE sync.device SET last_op = d.last_op + cardinality(verdicts), last_seen = now() WHERE device_id = d.device_id;
    FOR c IN SELECT coalesce(v.scope, 0) AS chain, min(v.n) AS n_from, max(v.n) AS n_to, count(*) AS ops,
                    count(*) FILTER (WHERE v.w IS NULL AND v.k <> 'X') AS refused,
                    jsonb_agg(DISTINCT v.t) AS tables,
                    jsonb_agg(jsonb_build_object('t', v.t, 'r', v.r, 'k', v.k, 's', v.status, 'a', v.a, 'v', v.take)
                              ORDER BY v.n) FILTER (WHERE small) AS rows
             FROM unnest(verdicts) v GROUP BY 1 ORDER BY 1 LOOP
        PERFORM audit.append(c.chain, d.device_id, 'push', jsonb_strip_nulls(jsonb_build_object(
            'n_from', c.n_from, 'n_to', c.n_to, 'ops', c.ops, 'refused', c.refused, 'tables', c.tables,
            'digest', digest, 'rows', c.rows)));
    END LOOP;
END
$$;

-- Every result that is not plainly "applied", with the row as it is now, if this login may see it.
CREATE FUNCTION sync.answers(p_device uuid, n_from bigint, n_to bigint)
RETURNS TABLE (n bigint, answer jsonb) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    o sync.op_result;
    present jsonb;
    mine int[] := sync.my_scopes();
BEGIN
    FOR o IN SELECT * FROM sync.op_result x WHERE x.device_id = p_device AND x.n BETWEEN n_from AND n_to
             AND x.status NOT IN ('applied', 'skipped') LOOP
        present := NULL;
        IF EXISTS (SELECT 1 FROM sync.synced s WHERE s.tbl = o.tbl) THEN
            EXECUTE format('SELECT to_jsonb(t) FROM ioc.%I t WHERE id = $1 AND scope_id = ANY ($2)', o.tbl)
            INTO present USING o.row_id, mine;
        END IF;
        n := o.n;
        answer := jsonb_build_object('n', o.n, 't', o.tbl, 'r', o.row_id, 'status', o.status, 'reason', o.reason,
                                     'lose', o.lose, 'row', present);
        RETURN NEXT;
    END LOOP;
END
$$;
