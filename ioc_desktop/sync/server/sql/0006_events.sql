-- The lane of detections: numbered by each device, never through push and heads, so that a flood delays nobody's edits.
-- A reader's cursor is a vector {device: seq}; there is no shared lock.

CREATE TABLE ev.detection (
    device_id uuid NOT NULL,
    seq bigint NOT NULL,              -- contiguous for each device
    day date NOT NULL,                -- of the partition; the server's own for a device whose clock is wild
    at timestamptz NOT NULL,          -- the device's clock
    scope_id int NOT NULL,
    camera_id uuid NOT NULL,
    kind text NOT NULL,
    category text NOT NULL,
    score real NOT NULL,
    box real[],                       -- x, y, width, height in 0-1 of the picture
    track bigint,
    value text,
    PRIMARY KEY (device_id, seq, day)
) PARTITION BY RANGE (day);
CREATE INDEX ON ev.detection USING brin (at);

CREATE TABLE ev.minute (              -- for desktops that do not need the rows
    scope_id int NOT NULL,
    camera_id uuid NOT NULL,
    kind text NOT NULL,
    category text NOT NULL,
    minute timestamptz NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (scope_id, camera_id, kind, category, minute)
);

-- Attached, not made in place: that would wait for every reader (a backup may run for an hour), and everybody for it.
CREATE FUNCTION ev.make_partition(p_day date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, ev, pg_temp AS $$
DECLARE
    name text := 'detection_' || to_char(p_day, 'YYYYMMDD');
BEGIN
    IF to_regclass('ev.' || name) IS NOT NULL THEN RETURN; END IF;
    LOCK TABLE ev.detection IN SHARE UPDATE EXCLUSIVE MODE;   -- two devices at midnight
    IF to_regclass('ev.' || name) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE ev.%I (LIKE ev.detection)', name);
    EXECUTE format('ALTER TABLE ev.detection ATTACH PARTITION ev.%I FOR VALUES FROM (%L) TO (%L)', name, p_day, p_day + 1);
END
$$;

-- A device's day, or the server's where that clock cannot be right.
CREATE FUNCTION ev.day_of(p_at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN p_at BETWEEN now() - interval '40 days' AND now() + interval '1 day'
                THEN (p_at AT TIME ZONE 'UTC')::date ELSE (now() AT TIME ZONE 'UTC')::date END
$$;

-- Rows of a device in the order of their numbers, one array for each column; it holds none between p_after and the first.
-- Numbers only rise; those of rows that the device has forgotten, or may not write, stay unused.
-- head: the last number that the server has, from which to go on; rows sent again change nothing. Null: refused.
-- differs: the first of these numbers that the server knows with another content; nothing is taken then.
CREATE FUNCTION ev.put(p_device uuid, p_instance uuid, p_after bigint, p_seq bigint[], p_at timestamptz[], p_scope int[],
                       p_camera uuid[], p_kind text[], p_category text[], p_score real[],
                       p_x real[], p_y real[], p_width real[], p_height real[], p_track bigint[], p_value text[],
                       OUT head bigint, OUT differs bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp SET timezone = 'UTC' SET jit = off AS $$
DECLARE
    d sync.device;
    writable int[] := sync.my_writable();
    n int := coalesce(cardinality(p_seq), 0);
    earliest timestamptz := now() - interval '40 days';   -- as day_of has it
    latest timestamptz := now() + interval '1 day';
    today date := now()::date;
    has_days boolean := false;
BEGIN
    SELECT * INTO d FROM sync.device WHERE device_id = p_device;
    IF d.device_id IS NULL OR d.owner <> session_user OR d.revoked OR d.instance IS DISTINCT FROM p_instance
       OR sync.rank() < 1 OR n > 10000
       OR pg_column_size(p_kind) + pg_column_size(p_category) + pg_column_size(p_value) > 16777216 THEN
        RETURN;
    END IF;
    INSERT INTO ev.sender VALUES (p_device) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM ev.sender WHERE device_id = p_device FOR UPDATE;
    SELECT ev_head INTO head FROM sync.device WHERE device_id = p_device;
    IF n = 0 OR p_after > head OR p_seq[1] <= p_after OR p_seq[n] - p_seq[1] < n - 1 THEN RETURN; END IF;
    IF p_seq[1] <= head THEN
        SELECT min(r.seq) INTO differs
        FROM unnest(p_seq, p_at, p_camera) AS r(seq, at, camera)
        JOIN ev.detection x ON x.device_id = p_device AND x.seq = r.seq
        WHERE r.seq <= head AND (x.at, x.camera_id) IS DISTINCT FROM (r.at, r.camera);
        IF differs IS NOT NULL OR p_seq[n] <= head THEN RETURN; END IF;
    END IF;
    PERFORM ev.make_partition(today + 1);   -- there before midnight
    LOOP   -- arrays unfold in the list of columns: as a table they would be written to one first
        BEGIN
            INSERT INTO ev.detection
            SELECT p_device, r.seq, CASE WHEN r.at BETWEEN earliest AND latest THEN r.at::date ELSE today END, r.at,
                   r.scope, r.camera, r.kind, r.category, r.score,
                   CASE WHEN r.x IS NOT NULL THEN ARRAY[r.x, r.y, r.width, r.height] END, r.track, r.value
            FROM (SELECT unnest(p_seq) AS seq, unnest(p_at) AS at, unnest(p_scope) AS scope, unnest(p_camera) AS camera,
                         unnest(p_kind) AS kind, unnest(p_category) AS category, unnest(p_score) AS score,
                         unnest(p_x) AS x, unnest(p_y) AS y, unnest(p_width) AS width, unnest(p_height) AS height,
                         unnest(p_track) AS track, unnest(p_value) AS value) r
            WHERE r.seq > head AND r.scope = ANY (writable);
            EXIT;
        EXCEPTION WHEN check_violation THEN   -- a day without a partition
            IF has_days THEN RAISE; END IF;
            PERFORM ev.make_partition(days.day) FROM (SELECT DISTINCT ev.day_of(a) AS day FROM unnest(p_at) a ORDER BY 1) days;
            has_days := true;
        END;
    END LOOP;
    PERFORM ev.note(p_device, head, writable, p_seq, p_at, p_scope, p_camera, p_kind, p_category);
    UPDATE sync.device SET ev_head = p_seq[n], last_seen = now()
    WHERE device_id = p_device AND instance = p_instance AND NOT revoked;   -- looked at without a lock above
    IF NOT FOUND THEN RAISE EXCEPTION 'this device may not send any more' USING ERRCODE = '40001'; END IF;
    head := p_seq[n];
END
$$;

-- Counts by minute, and how far the device has come in each scope: one write for each key of a batch.
CREATE FUNCTION ev.note(p_device uuid, p_head bigint, p_writable int[], p_seq bigint[], p_at timestamptz[], p_scope int[],
                        p_camera uuid[], p_kind text[], p_category text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, ev, pg_temp AS $$
BEGIN
    WITH new AS MATERIALIZED (
        SELECT scope, camera, kind, category, date_trunc('minute', at) AS minute, count(*) AS n, max(seq) AS seq
        FROM (SELECT unnest(p_seq) AS seq, unnest(p_at) AS at, unnest(p_scope) AS scope, unnest(p_camera) AS camera,
                     unnest(p_kind) AS kind, unnest(p_category) AS category) r
        WHERE seq > p_head AND scope = ANY (p_writable)
        GROUP BY 1, 2, 3, 4, 5),
    counted AS (
        INSERT INTO ev.minute AS m SELECT scope, camera, kind, category, minute, n FROM new ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT (scope_id, camera_id, kind, category, minute) DO UPDATE SET n = m.n + excluded.n)
    INSERT INTO ev.head SELECT p_device, scope, max(seq) FROM new GROUP BY scope
    ON CONFLICT (device_id, scope_id) DO UPDATE SET seq = excluded.seq;
END
$$;

-- The numbers up to which each device has sent what this login may see. Desktops ask every few seconds: a notice for each
-- batch would make every commit of the server queue for one lock.
CREATE FUNCTION ev.heads() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT jsonb_object_agg(h.device_id, h.seq) FROM (
        SELECT device_id, max(seq) AS seq FROM ev.head WHERE scope_id = ANY (sync.my_scopes()) GROUP BY device_id) h), '{}');
END
$$;

-- Rows after a vector {device: number}, of the devices that it names, of a recent window and of those scopes that this
-- login may see and wants (null: all), by device and number.
CREATE FUNCTION ev.since(p_vector jsonb, p_scopes int[], p_window interval, p_limit int)
RETURNS TABLE (device_id uuid, seq bigint, at timestamptz, scope_id int, camera_id uuid, kind text, category text,
               score real, box real[], track bigint, value text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, ev, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
DECLARE
    most int := least(p_limit, 10000);
    visible int[] := array(SELECT s FROM unnest(sync.my_scopes()) s WHERE p_scopes IS NULL OR s = ANY (p_scopes));
BEGIN
    RETURN QUERY
    SELECT t.device_id, t.seq, t.at, t.scope_id, t.camera_id, t.kind, t.category, t.score, t.box, t.track, t.value
    FROM (SELECT e.device::uuid, e.after::bigint FROM jsonb_each_text(p_vector) AS e(device, after)) v
    CROSS JOIN LATERAL (
        SELECT x.* FROM ev.detection x
        WHERE x.device_id = v.device AND x.seq > v.after AND x.day >= (now() - p_window)::date AND x.scope_id = ANY (visible)
        ORDER BY x.seq LIMIT most) t
    ORDER BY t.device_id, t.seq LIMIT most;
END
$$;

CREATE FUNCTION ev.minutes(p_from timestamptz, p_to timestamptz)
RETURNS SETOF ev.minute LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp AS $$
    SELECT * FROM ev.minute WHERE minute >= p_from AND minute < p_to AND scope_id = ANY (sync.my_scopes())
$$;

-- Retention: whole days go at once, counts by minute stay longer. How many days went. It waits two seconds for readers and
-- then gives up, as uploads queue behind it.
CREATE FUNCTION ev.retain(p_days int, p_minute_days int DEFAULT 400) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    old text;
    gone int := 0;
BEGIN
    PERFORM sync.must_be_admin();
    FOR old IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
               WHERE i.inhparent = 'ev.detection'::regclass
                 AND c.relname < 'detection_' || to_char(current_date - p_days, 'YYYYMMDD') ORDER BY 1 LOOP
        EXECUTE format('DROP TABLE ev.%I', old);
        gone := gone + 1;
    END LOOP;
    DELETE FROM ev.minute WHERE minute < now() - make_interval(days => p_minute_days);
    PERFORM audit.append(0, NULL, 'events.retain',
                         jsonb_build_object('days', p_days, 'minute_days', p_minute_days, 'dropped', gone));
    RETURN gone;
END
$$;
