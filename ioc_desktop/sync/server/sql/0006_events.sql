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

CREATE FUNCTION ev.make_partition(p_day date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, ev, pg_temp AS $$
DECLARE
    name text := 'detection_' || to_char(p_day, 'YYYYMMDD');
BEGIN
    IF to_regclass('ev.' || name) IS NULL THEN
        PERFORM pg_advisory_xact_lock(7235012, p_day - date '2000-01-01');   -- two devices at midnight
        EXECUTE format('CREATE TABLE IF NOT EXISTS ev.%I PARTITION OF ev.detection FOR VALUES FROM (%L) TO (%L)',
                       name, p_day, p_day + 1);
    END IF;
END
$$;

-- A device's day, or the server's where that clock cannot be right.
CREATE FUNCTION ev.day_of(p_at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN p_at BETWEEN now() - interval '40 days' AND now() + interval '1 day'
                THEN (p_at AT TIME ZONE 'UTC')::date ELSE (now() AT TIME ZONE 'UTC')::date END
$$;

-- Rows p_first … of a device, one array for each column, times, identifiers and boxes as text. Answers the last number
-- that the server has: who asks again with what it has already changes nothing. Null: this device may not send.
CREATE FUNCTION ev.put(p_device uuid, p_instance uuid, p_first bigint, p_at text[], p_scope int[], p_camera text[],
                       p_kind text[], p_category text[], p_score real[], p_box text[], p_track bigint[], p_value text[])
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    d sync.device;
    writable int[] := sync.my_writable();
    n int := coalesce(cardinality(p_at), 0);
    day date;
BEGIN
    SELECT * INTO d FROM sync.device WHERE device_id = p_device FOR UPDATE;
    IF d.device_id IS NULL OR d.owner <> session_user OR d.revoked OR d.instance IS DISTINCT FROM p_instance
       OR sync.rank() < 1 OR n > 10000 THEN
        RETURN NULL;
    END IF;
    IF n = 0 OR p_first > d.ev_head + 1 OR p_first + n - 1 <= d.ev_head THEN
        RETURN d.ev_head;
    END IF;
    FOR day IN SELECT DISTINCT ev.day_of(a::timestamptz) FROM (SELECT DISTINCT left(x, 13) || ':00' AS a
                                                               FROM unnest(p_at) x) hours LOOP
        PERFORM ev.make_partition(day);
    END LOOP;
    INSERT INTO ev.detection
    SELECT p_device, p_first + r.place - 1, ev.day_of((left(r.at, 13) || ':00')::timestamptz), r.at::timestamptz, r.scope,
           r.camera::uuid, r.kind, r.category, r.score, translate(r.box, '[]', '{}')::real[], r.track, r.value
    FROM unnest(p_at, p_scope, p_camera, p_kind, p_category, p_score, p_box, p_track, p_value)
         WITH ORDINALITY AS r(at, scope, camera, kind, category, score, box, track, value, place)
    WHERE p_first + r.place - 1 > d.ev_head AND r.scope = ANY (writable);
    INSERT INTO ev.minute AS m
    SELECT r.scope, r.camera::uuid, r.kind, r.category, r.minute::timestamptz, r.n
    FROM (SELECT scope, camera, kind, category, left(at, 16) AS minute, count(*) AS n
          FROM unnest(p_at, p_scope, p_camera, p_kind, p_category)
               WITH ORDINALITY AS r(at, scope, camera, kind, category, place)
          WHERE p_first + place - 1 > d.ev_head AND scope = ANY (writable)
          GROUP BY 1, 2, 3, 4, 5) r ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (scope_id, camera_id, kind, category, minute) DO UPDATE SET n = m.n + excluded.n;
    UPDATE sync.device SET ev_head = p_first + n - 1, last_seen = now() WHERE device_id = p_device;
    PERFORM pg_notify('ioc_ev', '');
    RETURN p_first + n - 1;
END
$$;

-- The numbers up to which each device has sent.
CREATE FUNCTION ev.heads() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(device_id, ev_head), '{}') FROM sync.device WHERE ev_head > 0 AND sync.rank() > 0
$$;

-- Rows after a vector, of the scopes that this login may see and of a recent window, oldest first.
CREATE FUNCTION ev.since(p_vector jsonb, p_window interval, p_limit int)
RETURNS TABLE (device_id uuid, seq bigint, at timestamptz, scope_id int, camera_id uuid, kind text, category text,
               score real, box real[], track bigint, value text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp AS $$
    SELECT t.device_id, t.seq, t.at, t.scope_id, t.camera_id, t.kind, t.category, t.score, t.box, t.track, t.value
    FROM sync.device d
    CROSS JOIN LATERAL (
        SELECT x.* FROM ev.detection x
        WHERE x.device_id = d.device_id AND x.seq > coalesce((p_vector ->> d.device_id::text)::bigint, 0)
          AND x.day >= (now() - p_window)::date AND x.scope_id = ANY (sync.my_scopes())
        ORDER BY x.seq LIMIT least(p_limit, 10000)) t
    WHERE d.ev_head > coalesce((p_vector ->> d.device_id::text)::bigint, 0)
    ORDER BY t.device_id, t.seq LIMIT least(p_limit, 10000)
$$;

CREATE FUNCTION ev.minutes(p_from timestamptz, p_to timestamptz)
RETURNS SETOF ev.minute LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp AS $$
    SELECT * FROM ev.minute WHERE minute >= p_from AND minute < p_to AND scope_id = ANY (sync.my_scopes())
$$;

-- Retention: whole days go at once. How many went.
CREATE FUNCTION ev.retain(p_days int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, ev, pg_temp AS $$
DECLARE
    old text;
    gone int := 0;
BEGIN
    PERFORM sync.must_be_admin();
    FOR old IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
               WHERE i.inhparent = 'ev.detection'::regclass
                 AND c.relname < 'detection_' || to_char(current_date - p_days, 'YYYYMMDD') LOOP
        EXECUTE format('DROP TABLE ev.%I', old);
        gone := gone + 1;
    END LOOP;
    PERFORM audit.append(0, NULL, 'events.retain', jsonb_build_object('days', p_days, 'dropped', gone));
    RETURN gone;
END
$$;
