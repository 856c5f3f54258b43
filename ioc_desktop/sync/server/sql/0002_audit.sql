-- Append-only journal: one hash chain per scope, chain 0 for the server itself.

CREATE TABLE audit.chain (
    chain int PRIMARY KEY,
    seq bigint NOT NULL DEFAULT 0,
    hash bytea NOT NULL DEFAULT ''::bytea
);
INSERT INTO audit.chain (chain) VALUES (0);

CREATE TABLE audit.entry (
    chain int NOT NULL,
    seq bigint NOT NULL,
    at text NOT NULL,              -- UTC, microseconds; text, so that every reader hashes the same bytes
    role text NOT NULL,
    device uuid,
    action text NOT NULL,
    detail jsonb NOT NULL,         -- may be erased by law; the chain holds its salted hash
    salt bytea NOT NULL,
    payload_hash bytea NOT NULL,   -- sha256(salt || detail)
    prev bytea NOT NULL,
    hash bytea NOT NULL,           -- sha256(chain|seq|at|role|device|action|payload_hash|prev)
    PRIMARY KEY (chain, seq)
);

CREATE FUNCTION audit.digest(chain int, seq bigint, at text, role text, device uuid, action text,
                             payload_hash bytea, prev bytea)
RETURNS bytea LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT sha256(convert_to(concat_ws('|', chain, seq, at, role, coalesce(device::text, ''), action,
                                       encode(payload_hash, 'hex'), encode(prev, 'hex')), 'UTF8')));
END
$$;

CREATE FUNCTION audit.append(p_chain int, p_device uuid, p_action text, p_detail jsonb)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, audit, pg_temp AS $$
DECLARE
    last audit.chain;
    now_text text := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    salt bytea := uuid_send(gen_random_uuid());
    payload bytea := sha256(salt || convert_to(p_detail::text, 'UTF8'));
    mark bytea;
BEGIN
    SELECT * INTO last FROM audit.chain c WHERE c.chain = p_chain FOR UPDATE;
    mark := audit.digest(p_chain, last.seq + 1, now_text, session_user::text, p_device, p_action, payload, last.hash);
    INSERT INTO audit.entry
    VALUES (p_chain, last.seq + 1, now_text, session_user, p_device, p_action, p_detail, salt, payload, last.hash, mark);
    UPDATE audit.chain c SET seq = last.seq + 1, hash = mark WHERE c.chain = p_chain;
END
$$;

-- Entries that this login may see, newest first.
CREATE FUNCTION audit.read(p_chain int, p_before bigint, p_limit int)
RETURNS SETOF audit.entry LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
    SELECT * FROM audit.entry e
    WHERE e.chain = p_chain AND (p_before IS NULL OR e.seq < p_before)
      AND (sync.rank() >= 3 OR e.role = session_user)
      AND (p_chain = ANY (sync.my_scopes()) OR (p_chain = 0 AND sync.rank() = 4))
    ORDER BY e.seq DESC LIMIT least(p_limit, 10000)
$$;

-- The newest hash of each chain, for every desktop to keep.
CREATE FUNCTION audit.heads()
RETURNS TABLE (chain int, seq bigint, hash text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, audit, pg_temp AS $$
    SELECT c.chain, c.seq, encode(c.hash, 'hex') FROM audit.chain c
    WHERE sync.rank() > 0 AND (c.chain = 0 OR c.chain = ANY (sync.my_scopes()))
$$;

-- The first entry of a chain after p_after whose hash does not follow; no row when all is well.
CREATE FUNCTION audit.verify(p_chain int, p_after bigint DEFAULT 0)
RETURNS TABLE (seq bigint, fault text) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, audit, pg_temp AS $$
DECLARE
    e audit.entry;
    expected_prev bytea;
    expected_seq bigint := p_after + 1;
BEGIN
    IF sync.rank() < 1 THEN RETURN; END IF;
    IF p_after = 0 THEN
        expected_prev := ''::bytea;
    ELSE
        SELECT x.hash INTO expected_prev FROM audit.entry x WHERE x.chain = p_chain AND x.seq = p_after;
    END IF;
    FOR e IN SELECT * FROM audit.entry x WHERE x.chain = p_chain AND x.seq > p_after ORDER BY x.seq LOOP
        fault := CASE
            WHEN e.seq <> expected_seq THEN 'missing'
            WHEN e.prev IS DISTINCT FROM expected_prev THEN 'prev'
            WHEN e.payload_hash <> sha256(e.salt || convert_to(e.detail::text, 'UTF8'))
                 AND NOT e.detail ? 'erased' THEN 'payload'
            WHEN e.hash <> audit.digest(e.chain, e.seq, e.at, e.role, e.device, e.action, e.payload_hash, e.prev)
                THEN 'hash' END;
        IF fault IS NOT NULL THEN
            seq := e.seq;
            RETURN NEXT;
            RETURN;
        END IF;
        expected_prev := e.hash;
        expected_seq := e.seq + 1;
    END LOOP;
    IF (SELECT c.seq FROM audit.chain c WHERE c.chain = p_chain) IS DISTINCT FROM expected_seq - 1 THEN
        seq := expected_seq; fault := 'missing';
        RETURN NEXT;
    END IF;
END
$$;

-- The hash of one entry, to compare with what a desktop has kept.
CREATE FUNCTION audit.hash_at(p_chain int, p_seq bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, audit, pg_temp AS $$
    SELECT encode(e.hash, 'hex') FROM audit.entry e WHERE e.chain = p_chain AND e.seq = p_seq AND sync.rank() > 0
$$;
