-- Files of merchants: an address to put one to is issued, then the file is received, and its records are processed.
create table marketplace.files (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  state text collate "C" not null
    check (state in ('issued', 'acknowledged', 'processing', 'processed_successfully', 'processed_with_errors')),
  -- SHA-256 of the address as it was issued, signature and all.
  url_hash text collate "C" not null,
  -- Real time; the order of lists.
  created_at bigint not null,
  -- What the merchant said of the file, as it was sent.
  file_type text,
  file_name text,
  -- What lay at the address when the file was received; another content is not processed.
  blob_version text,
  size_bytes bigint,
  -- Place in the order of acceptance.
  received_seq bigint,
  -- World time, as both of the processing.
  received_at bigint,
  processing_start bigint,
  processing_end bigint,
  -- Counts the times that a process took the file on; only the last one may write.
  claim bigint not null default 0,
  -- Real time until which nobody else takes it on.
  leased_until bigint not null default 0,
  -- Tries since the last progress that ended in an error of ours.
  failures integer not null default 0,
  -- Records of the file that are done with, from its beginning: applied + in error + superseded.
  records_done bigint not null default 0,
  records_applied bigint not null default 0,
  records_in_error bigint not null default 0,
  records_superseded bigint not null default 0,
  -- Lines of errors; a record may have several.
  error_count bigint not null default 0,
  error_bytes bigint not null default 0,
  -- The first of them.
  error_excerpt text[] not null default '{}',
  -- The uploaded file and the file of its errors are gone.
  blobs_deleted boolean not null default false,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id),
  check (records_done = records_applied + records_in_error + records_superseded)
);
create index files_list on marketplace.files (account_id, created_at, id);
create index files_waiting on marketplace.files (received_seq) where state in ('acknowledged', 'processing');
create index files_kept on marketplace.files (created_at) where not blobs_deleted;

-- What became of the records of a file that is being processed, written with what they changed.
create table marketplace.file_batches (
  account_id text collate "C" not null,
  file_id text collate "C" not null,
  -- Number of the first record, from 0.
  position bigint not null,
  -- A letter for each record: applied, error, superseded.
  outcomes text not null,
  -- Lines of errors.
  errors text[] not null,
  primary key (account_id, file_id, position),
  foreign key (account_id, file_id) references marketplace.files (account_id, id)
);
