-- Attachments: bytes under their hash, in chunks that arrive one by one; who may see a row that names them may read them.

CREATE TABLE sync.blob (
    sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
    size bigint NOT NULL CHECK (size > 0 AND size <= 536870912),     -- 512 MiB
    mime text NOT NULL,
    is_whole boolean NOT NULL DEFAULT false,
    uploader name NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sync.blob_chunk (
    sha256 bytea NOT NULL REFERENCES sync.blob ON DELETE CASCADE,
    no int NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (sha256, no)
);
ALTER TABLE sync.blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;  -- pictures do not compress twice

CREATE TABLE sync.blob_quota (
    role_name name PRIMARY KEY,
    bytes bigint NOT NULL
);

-- The chunks of 256 KiB that the server lacks, in order; none when it has all. Null: over the quota, or no right.
CREATE FUNCTION sync.blob_need(p_sha256 bytea, p_size bigint, p_mime text) RETURNS int[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    b sync.blob;
    allowed bigint := coalesce((SELECT bytes FROM sync.blob_quota WHERE role_name = session_user), 20::bigint << 30);
BEGIN
    IF cardinality(sync.my_writable()) = 0 THEN RETURN NULL; END IF;
    SELECT * INTO b FROM sync.blob WHERE sha256 = p_sha256;
    IF b.is_whole THEN RETURN '{}'; END IF;
    IF b.sha256 IS NULL THEN
        IF p_size + (SELECT coalesce(sum(size), 0) FROM sync.blob WHERE uploader = session_user) > allowed THEN
            PERFORM audit.append(0, NULL, 'blob.refused', jsonb_build_object('why', 'quota', 'size', p_size));
            RETURN NULL;
        END IF;
        INSERT INTO sync.blob (sha256, size, mime, uploader) VALUES (p_sha256, p_size, left(p_mime, 100), session_user)
        ON CONFLICT DO NOTHING;
        SELECT * INTO b FROM sync.blob WHERE sha256 = p_sha256;
    END IF;
    RETURN array(SELECT n FROM generate_series(0, ((b.size - 1) / 262144)::int) n
                 WHERE NOT EXISTS (SELECT 1 FROM sync.blob_chunk c WHERE c.sha256 = p_sha256 AND c.no = n) ORDER BY n);
END
$$;

-- One chunk; a chunk that is there stays. False: not wanted, or its hash is not what was said.
CREATE FUNCTION sync.blob_put(p_sha256 bytea, p_no int, p_hash bytea, p_bytes bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    b sync.blob;
BEGIN
    SELECT * INTO b FROM sync.blob WHERE sha256 = p_sha256 AND NOT is_whole;
    IF b.sha256 IS NULL OR cardinality(sync.my_writable()) = 0 OR p_no < 0 OR p_no > (b.size - 1) / 262144
       OR length(p_bytes) <> least(262144, b.size - p_no::bigint * 262144) OR sha256(p_bytes) <> p_hash THEN
        RETURN false;
    END IF;
    INSERT INTO sync.blob_chunk VALUES (p_sha256, p_no, p_bytes) ON CONFLICT DO NOTHING;
    RETURN true;
END
$$;

-- All chunks are there: the whole is hashed, and kept or thrown away.
CREATE FUNCTION sync.blob_commit(p_sha256 bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    found bigint;
    digest bytea;
BEGIN
    IF (SELECT is_whole FROM sync.blob WHERE sha256 = p_sha256) THEN RETURN true; END IF;
    PERFORM 1 FROM sync.blob WHERE sha256 = p_sha256 FOR UPDATE;
    SELECT sum(length(bytes)) INTO found FROM sync.blob_chunk WHERE sha256 = p_sha256;
    IF found IS DISTINCT FROM (SELECT size FROM sync.blob WHERE sha256 = p_sha256) THEN RETURN false; END IF;
    SELECT sha256(string_agg(bytes, ''::bytea ORDER BY no)) INTO digest FROM sync.blob_chunk WHERE sha256 = p_sha256;
    IF digest <> p_sha256 THEN
        PERFORM audit.append(0, NULL, 'blob.refused', jsonb_build_object('why', 'hash'));
        DELETE FROM sync.blob WHERE sha256 = p_sha256;
        RETURN false;
    END IF;
    UPDATE sync.blob SET is_whole = true WHERE sha256 = p_sha256;
    RETURN true;
END
$$;

-- Chunks in order, for whoever may see a row that names the hash.
CREATE FUNCTION sync.blob_read(p_sha256 bytea, p_from int, p_count int) RETURNS SETOF bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    wanted text := encode(p_sha256, 'hex');
    mine int[] := sync.my_scopes();
BEGIN
    IF EXISTS (SELECT 1 FROM ioc.attachment a
               WHERE a.sha256 = wanted AND a.deleted_at IS NULL AND a.scope_id = ANY (mine))
       OR EXISTS (SELECT 1 FROM ioc.attachment a
                  WHERE a.thumb_sha256 = wanted AND a.deleted_at IS NULL AND a.scope_id = ANY (mine)) THEN
        RETURN QUERY SELECT c.bytes FROM sync.blob_chunk c JOIN sync.blob b USING (sha256)
                     WHERE c.sha256 = p_sha256 AND b.is_whole AND c.no >= p_from AND c.no < p_from + least(p_count, 64)
                     ORDER BY c.no;
    END IF;
END
$$;

-- What nothing refers to for some days, and uploads that were given up. How many went.
CREATE FUNCTION sync.blob_gc(p_days int DEFAULT 30) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sync, pg_temp AS $$
DECLARE
    gone int;
BEGIN
    PERFORM sync.must_be_admin();
    DELETE FROM sync.blob b WHERE b.at < now() - make_interval(days => p_days)
        AND NOT EXISTS (SELECT 1 FROM ioc.attachment a WHERE a.sha256 = encode(b.sha256, 'hex') AND a.deleted_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM ioc.attachment a
                        WHERE a.thumb_sha256 = encode(b.sha256, 'hex') AND a.deleted_at IS NULL);
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM audit.append(0, NULL, 'blob.gc', jsonb_build_object('days', p_days, 'gone', gone));
    RETURN gone;
END
$$;
