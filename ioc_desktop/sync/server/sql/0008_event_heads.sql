-- What the lane of detections needs besides its rows.

CREATE TABLE ev.sender (              -- its row is the lock of a device's uploads: edits of that device never wait for them
    device_id uuid PRIMARY KEY
);

CREATE TABLE ev.head (                -- how far a device has sent in each scope: who sees the scope sees this and no more
    device_id uuid NOT NULL,
    scope_id int NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (device_id, scope_id)
);
INSERT INTO ev.head SELECT device_id, scope_id, max(seq) FROM ev.detection GROUP BY 1, 2;

CREATE INDEX ON ev.minute (minute);   -- reading and forgetting by time

-- Replaced by functions with other parameters.
DROP FUNCTION IF EXISTS
    ev.put(uuid, uuid, bigint, text[], int[], text[], text[], text[], real[], text[], bigint[], text[]),
    ev.since(jsonb, interval, int),
    ev.retain(int);
