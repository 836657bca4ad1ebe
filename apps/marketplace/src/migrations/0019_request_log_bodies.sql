-- Entries of the request log are written with each request and seldom read: to compress a body takes longer than all the
-- rest of writing its entry.
alter table marketplace.request_log alter column request_body set storage external;
alter table marketplace.request_log alter column answer_body set storage external;
