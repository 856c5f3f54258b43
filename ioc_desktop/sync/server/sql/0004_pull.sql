-- What changed since a desktop's cursors, in one statement and so in one snapshot.

-- p_cursors: {"<scope>": {"pos": …, "tok": …}}. p_limit: rows to carry; when there are more, none are sent and "more"
-- says so: the desktop then copies the tables page by page.
CREATE FUNCTION sync.changes(p_cursors jsonb, p_limit int)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp SET timezone = 'UTC'
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
    s record;
    srv sync.server;
    scopes jsonb := '[]';
    rows jsonb := '{}';
    exits jsonb := '[]';
    total bigint := 0;
BEGIN
    SELECT * INTO srv FROM sync.server;
    FOR s IN SELECT x.*, (c.value ->> 'pos')::bigint AS pos, (c.value ->> 'tok')::uuid AS tok
             FROM sync.scope_states() x LEFT JOIN jsonb_each(p_cursors) c ON c.key = x.scope_id::text LOOP
        scopes := scopes || jsonb_build_object(
            'id', s.scope_id, 'name', s.name, 'head', s.head, 'floor', s.floor, 'tok', s.head_tok, 'write', s.can_write,
            'fork', coalesce(s.pos, 0) > 0 AND (s.pos > s.head OR (s.pos >= s.oldest AND NOT EXISTS (
                SELECT 1 FROM sync.token k WHERE k.scope_id = s.scope_id AND k.pos = s.pos AND k.tok = s.tok))));
        CONTINUE WHEN s.head <= coalesce(s.pos, 0);
        IF s.pos IS NULL OR s.pos = 0 OR s.pos < s.floor THEN
            total := total + p_limit + 1;   -- a new scope, or one whose tombstones are gone: not this way
            CONTINUE;
        END IF;
        total := total + s.head - s.pos;    -- at most so many rows
        IF total <= p_limit THEN
            rows := sync.merged_rows(rows, s.scope_id, s.pos, s.head);
        END IF;
        exits := exits || coalesce((
            SELECT jsonb_agg(jsonb_build_object('t', e.tbl, 'r', e.row_id, 's', e.scope_id) ORDER BY e.pos)
            FROM sync.exit_ e WHERE e.scope_id = s.scope_id AND e.pos > s.pos AND e.pos <= s.head), '[]');
    END LOOP;
    RETURN jsonb_build_object('epoch', srv.epoch, 'schema', srv.schema_ver, 'min_client', srv.min_client, 'now', now(),
        'rank', sync.rank(), 'scopes', scopes, 'more', total > p_limit,
        'rows', CASE WHEN total > p_limit THEN '{}' ELSE rows END, 'exits', exits);
END
$$;

CREATE FUNCTION sync.scope_states()
RETURNS TABLE (scope_id int, name text, head bigint, floor bigint, can_write boolean, head_tok uuid, oldest bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT c.scope_id, c.name, c.head, c.floor, c.scope_id = ANY (w.writable),
           (SELECT k.tok FROM sync.token k WHERE k.scope_id = c.scope_id AND k.pos = c.head),
           coalesce((SELECT min(k.pos) FROM sync.token k WHERE k.scope_id = c.scope_id), 0)
    FROM (SELECT sync.my_scopes() AS visible, sync.my_writable() AS writable) w
    JOIN sync.scope c ON c.scope_id = ANY (w.visible)
    ORDER BY c.scope_id;
END
$$;

-- Only the tables that the pushes in between touched are asked.
CREATE FUNCTION sync.merged_rows(rows jsonb, p_scope int, p_pos bigint, p_head bigint)
RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    t text;
    got jsonb;
BEGIN
    FOR t IN SELECT DISTINCT unnest(k.tables) FROM sync.token k
             WHERE k.scope_id = p_scope AND k.pos > p_pos AND k.pos <= p_head LOOP
        EXECUTE format('SELECT jsonb_agg(to_jsonb(x)) FROM ioc.%I x WHERE scope_id = $1 AND ver > $2 AND ver <= $3', t)
        INTO got USING p_scope, p_pos, p_head;
        IF got IS NOT NULL THEN
            rows := jsonb_set(rows, array[t], coalesce(rows -> t, '[]') || got);
        END IF;
    END LOOP;
    RETURN rows;
END
$$;

-- Rows by identifier, for what a desktop has to look at again.
CREATE FUNCTION sync.fetch_rows(p_tbl text, p_ids uuid[])
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    got jsonb;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sync.synced WHERE tbl = p_tbl) OR cardinality(p_ids) > 10000 THEN RETURN '[]'; END IF;
    EXECUTE format('SELECT jsonb_agg(to_jsonb(x)) FROM ioc.%I x WHERE id = ANY ($1) AND scope_id = ANY ($2)', p_tbl)
    INTO got USING p_ids, sync.my_scopes();
    RETURN coalesce(got, '[]');
END
$$;

-- What a replica must look like: per table of a scope, over living rows: count, sum of versions, and their mixed sum.
CREATE FUNCTION sync.digest(p_scope int)
RETURNS TABLE (tbl text, rows bigint, vers numeric, mixed numeric) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, sync, pg_temp AS $$
BEGIN
    IF NOT p_scope = ANY (sync.my_scopes()) THEN RETURN; END IF;
    FOR tbl IN SELECT s.tbl FROM sync.synced s ORDER BY s.ord LOOP
        EXECUTE format('SELECT count(*), coalesce(sum(ver), 0), coalesce(sum((ver %% 1000003) * 2654435761 %% 4294967296), 0)
                        FROM ioc.%I WHERE scope_id = $1 AND deleted_at IS NULL', tbl)
        INTO rows, vers, mixed USING p_scope;
        RETURN NEXT;
    END LOOP;
END
$$;
