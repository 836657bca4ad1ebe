-- Settings of connections as data: each channel names its own. What the OMS itself goes by (whether it pulls orders, sends
-- tracking numbers and stock, and the node) stays in columns; the rest moves out of Jet's columns into these.

alter table oms.connections
  -- by the channel's keys; neither secrets nor what has a column
  add column settings jsonb not null default '{}',
  -- by the channel's keys, each sealed with the program's secret key, for this row alone
  add column secrets jsonb not null default '{}';

update oms.connections set
  settings = jsonb_build_object('jet_api_user', api_user),
  secrets = case
    when api_secret_sealed is null then '{}'::jsonb
    else jsonb_build_object('jet_api_secret', api_secret_sealed)
  end
where channel = 'jet';

alter table oms.connections drop column api_user, drop column api_secret_sealed;
