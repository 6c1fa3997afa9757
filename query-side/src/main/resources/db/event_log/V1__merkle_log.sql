-- The tree over all events: docs/auditors/verify.md says what is hashed. Nothing here is built from events by a
-- projection, and nothing here can be built again once it is lost: the order in which events were sealed is known here
-- and in the object store alone.

-- 256 events each, the last one fewer: for each event its global_index, 8 bytes, big-endian, and the SHA-256 of its
-- encoding, 32 bytes. The order of the entries is that of the tree's leaves.
create table bundle (
    number  bigint  primary key, -- leaves from 256 * number on
    width   integer not null check (width between 1 and 256),
    lowest  bigint  not null, -- of the global_index in it
    highest bigint  not null,
    entries bytea   not null check (octet_length(entries) = width * 40)
);
alter table bundle alter column entries set storage external; -- hashes do not compress

-- Roots of the complete subtrees of 256 ^ level leaves, 256 of them in each row, the last one fewer.
create table tile (
    level  integer not null check (level between 1 and 7),
    number bigint  not null,
    hashes bytea   not null,
    primary key (level, number)
);
alter table tile alter column hashes set storage external;

-- How far it has come, one row.
create table progress (
    only_one  boolean primary key default true check (only_one),
    size      bigint  not null, -- leaves
    highest   bigint  not null, -- global_index up to which every event is sealed or its number is in a gap
    stored    bigint  not null, -- full bundles that are in the object store
    head_size bigint  not null, -- of the newest signed head
    head_at   timestamptz
);
insert into progress (size, highest, stored, head_size) values (0, 0, 0, 0);

-- Numbers that no event had when later ones were sealed, and that a transaction may still commit.
create table gap (
    first    bigint primary key,
    last     bigint not null,
    horizon  bigint not null, -- the first transaction that cannot have taken a number out of it
    found_at timestamptz not null
);
