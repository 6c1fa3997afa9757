-- Events that a projection could not take, and those after them of the same part, until an operator decides.
create table dead_letter (
    dead_letter_id       text   not null primary key,
    processing_group     text   not null,
    sequence_identifier  text   not null, -- of the part that the event belongs to
    sequence_index       bigint not null,
    message_type         text   not null,
    event_identifier     text   not null,
    time_stamp           text   not null,
    payload_type         text   not null,
    payload_revision     text,
    payload              bytea  not null,
    meta_data            bytea,
    type                 text,
    aggregate_identifier text,
    sequence_number      bigint,
    token_type           text,
    token                bytea,
    enqueued_at          text   not null, -- ISO-8601 in UTC, likewise the two after it
    last_touched         text,
    processing_started   text,
    cause_type           text, -- null for one that only follows another
    cause_message        text,
    diagnostics          bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);
