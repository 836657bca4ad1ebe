/** Owns the row types of the schema oms. Generated from its migrations: do not edit. */
import type { JsonColumn, JsonValue } from '@jetway/service';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface OmsTables {
  api_keys: ApiKeysTable;
  bulk_run_orders: BulkRunOrdersTable;
  bulk_runs: BulkRunsTable;
  carrier_defaults: CarrierDefaultsTable;
  carrier_mappings: CarrierMappingsTable;
  connection_leases: ConnectionLeasesTable;
  connection_states: ConnectionStatesTable;
  connections: ConnectionsTable;
  desired_stock: DesiredStockTable;
  documents: DocumentsTable;
  exchanges: ExchangesTable;
  first_runs: FirstRunsTable;
  idempotency_keys: IdempotencyKeysTable;
  import_rows: ImportRowsTable;
  imports: ImportsTable;
  intents: IntentsTable;
  kit_components: KitComponentsTable;
  location_nodes: LocationNodesTable;
  locations: LocationsTable;
  memberships: MembershipsTable;
  order_events: OrderEventsTable;
  order_lines: OrderLinesTable;
  order_notes: OrderNotesTable;
  order_tags: OrderTagsTable;
  order_tallies: OrderTalliesTable;
  order_view_orders: OrderViewOrdersTable;
  order_views: OrderViewsTable;
  order_words: OrderWordsTable;
  orders: OrdersTable;
  organizations: OrganizationsTable;
  problem_assignments: ProblemAssignmentsTable;
  problems: ProblemsTable;
  reservations: ReservationsTable;
  routing_rules: RoutingRulesTable;
  secret_checks: SecretChecksTable;
  sessions: SessionsTable;
  ship_to_changes: ShipToChangesTable;
  shipments: ShipmentsTable;
  sign_in_attempts: SignInAttemptsTable;
  sku_aliases: SkuAliasesTable;
  sku_words: SkuWordsTable;
  skus: SkusTable;
  stock: StockTable;
  stock_count_lines: StockCountLinesTable;
  stock_counts: StockCountsTable;
  stock_files: StockFilesTable;
  stock_ledger: StockLedgerTable;
  stock_rule_changes: StockRuleChangesTable;
  stock_rules: StockRulesTable;
  sync_rounds: SyncRoundsTable;
  sync_runs: SyncRunsTable;
  sync_settings: SyncSettingsTable;
  tag_mirrors: TagMirrorsTable;
  transfer_lines: TransferLinesTable;
  transfers: TransfersTable;
  users: UsersTable;
}

export type ApiKeysRole = 'admin' | 'manager' | 'warehouse' | 'read-only';

export type BulkRunOrdersState = 'waiting' | 'working' | 'done' | 'refused' | 'left';

export type BulkRunsState = 'running' | 'done' | 'cancelled';

export type ConnectionStatesState = 'idle' | 'healthy' | 'failing' | 'refused';

export type ConnectionsMode = 'watch' | 'live' | 'stopped';

export type ConnectionsAcknowledgePolicy = 'hold' | 'accept-when-covered' | 'accept-always';

export type DocumentsKind = 'pick-list' | 'packing-slips';

export type FirstRunsState = 'done' | 'skipped';

export type ImportRowsState = 'waiting' | 'valid' | 'invalid' | 'applied' | 'refused';

export type ImportsKind = 'stock' | 'tracking';

export type ImportsMode = 'set' | 'change';

export type ImportsState = 'reading' | 'ready' | 'applying' | 'done' | 'cancelled' | 'failed';

export type IntentsKind = 'acknowledge' | 'ship' | 'cancel' | 'tag';

export type IntentsState = 'pending' | 'sending' | 'unknown' | 'confirmed' | 'failed' | 'withdrawn';

export type MembershipsRole = 'admin' | 'manager' | 'warehouse' | 'read-only';

export type OrdersStatus = 'new' | 'acknowledged' | 'in_progress' | 'complete' | 'cancelled';

export type ProblemsState = 'open' | 'resolved';

export type RoutingRulesPrefers = 'nearest' | 'priority';

export type SecretChecksId = 'only';

export type ShipToChangesKind = 'corrected' | 'undone' | 'channel';

export type StockCountLinesState = 'open' | 'counted' | 'applied' | 'refused';

export type StockCountsState = 'counting' | 'applied' | 'cancelled';

export type StockFilesState = 'waiting' | 'sending' | 'processing' | 'done' | 'failed';

export type SyncRunsKind =
  | 'pull-orders'
  | 'send-intents'
  | 'send-stock'
  | 'reconcile-orders'
  | 'refresh-stock'
  | 'read-back';

export type SyncRunsTrigger = 'schedule' | 'change' | 'person' | 'start';

export type SyncRunsState = 'waiting' | 'running' | 'done' | 'failed';

export type TransfersState = 'draft' | 'sent' | 'received' | 'cancelled';

export interface ApiKeysTable {
  organization_id: string;
  api_key_id: string;
  key_hash: string;
  prefix: string;
  name: string;
  role: ApiKeysRole;
  created_at: number;
  created_by: string;
  request_id: string | null;
  last_used_at: number | null;
  revoked_at: number | null;
  revoked_by: string | null;
}

export interface BulkRunOrdersTable {
  organization_id: string;
  bulk_run_id: string;
  position: number;
  order_id: string;
  state: BulkRunOrdersState;
  claimed_until: number | null;
  code: string | null;
  text: string | null;
  at: number | null;
}

export interface BulkRunsTable {
  organization_id: string;
  bulk_run_id: string;
  action: string;
  options: JsonColumn<JsonValue>;
  state: BulkRunsState;
  retry_of: string | null;
  orders: number;
  done: Generated<number>;
  refused: Generated<number>;
  turn_at: number;
  created_at: number;
  ended_at: number | null;
  created_by: string;
  request_id: string | null;
}

export interface CarrierDefaultsTable {
  organization_id: string;
  channel: string;
  service_level: string;
  mapping_id: string;
}

export interface CarrierMappingsTable {
  organization_id: string;
  mapping_id: string;
  channel: string;
  word: string;
  word_key: string;
  carrier: string;
  method: string | null;
  version: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface ConnectionLeasesTable {
  organization_id: string;
  connection_id: string;
  owner: string;
  fence: number;
  expires_at: number;
}

export interface ConnectionStatesTable {
  organization_id: string;
  connection_id: string;
  state: Generated<ConnectionStatesState>;
  state_text: string | null;
  failing_since: number | null;
  last_pull_at: number | null;
  last_contact_at: number | null;
  clock_offset_ms: Generated<number>;
}

export interface ConnectionsTable {
  organization_id: string;
  connection_id: string;
  channel: string;
  name: string;
  base_url: string;
  pulls_orders: Generated<boolean>;
  sends_tracking_numbers: Generated<boolean>;
  sends_stock: Generated<boolean>;
  node_id: Generated<string>;
  mode: Generated<ConnectionsMode>;
  stopped_lanes: Generated<string[]>;
  pull_every_seconds: Generated<number>;
  acknowledge_policy: Generated<ConnectionsAcknowledgePolicy>;
  acknowledge_within_hours: Generated<number>;
  version: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
  settings: ColumnType<Record<string, string | number | boolean>, string | undefined, string>;
  secrets: ColumnType<Record<string, string>, string | undefined, string>;
}

export interface DesiredStockTable {
  organization_id: string;
  connection_id: string;
  sku_id: string;
  desired_version: Generated<number>;
  sent_version: Generated<number>;
  confirmed_version: Generated<number>;
  sent_at: number | null;
  confirmed_at: number | null;
  sent: ColumnType<Record<string, number> | null, string | null | undefined, string | null>;
  confirmed: ColumnType<Record<string, number> | null, string | null | undefined, string | null>;
  last_error: string | null;
  attempts: Generated<number>;
  due_at: number | null;
  claim_fence: number | null;
  claimed_until: number | null;
  switched_on: Generated<boolean>;
  file_id: string | null;
  file_version: number | null;
  drifts: Generated<number>;
  drifted_at: number | null;
}

export interface DocumentsTable {
  organization_id: string;
  document_id: string;
  kind: DocumentsKind;
  order_ids: string[];
  time_zone: string;
  created_at: number;
  created_by: string;
  request_id: string | null;
}

export interface ExchangesTable {
  organization_id: string;
  exchange_id: string;
  connection_id: string;
  run_id: string | null;
  order_id: string | null;
  channel_order_id: string | null;
  sku_id: string | null;
  intent_id: string | null;
  at: number;
  duration_ms: number;
  method: string;
  url: string;
  status: number | null;
  request_body: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  response_body: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  error: string | null;
  failed: boolean;
  request_id: string;
}

export interface FirstRunsTable {
  organization_id: string;
  state: FirstRunsState;
  ended_at: number;
  ended_by: string;
  request_id: string | null;
}

export interface IdempotencyKeysTable {
  organization_id: string;
  principal: string;
  key: string;
  fingerprint: string;
  status: number | null;
  content_type: string | null;
  body: string | null;
  created_at: number;
}

export interface ImportRowsTable {
  organization_id: string;
  import_id: string;
  row_number: number;
  line: number;
  cells: JsonColumn<JsonValue>;
  state: ImportRowsState;
  parsed: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  row_key: string | null;
  repeats: number | null;
  problems: ColumnType<JsonValue, string | undefined, string>;
  preview: string | null;
  version: Generated<number>;
}

export interface ImportsTable {
  organization_id: string;
  import_id: string;
  kind: ImportsKind;
  file_name: string;
  mode: ImportsMode | null;
  state: ImportsState;
  header: string[];
  unused: string[];
  waiting: Generated<number>;
  valid: Generated<number>;
  invalid: Generated<number>;
  applied: Generated<number>;
  refused: Generated<number>;
  attempts: Generated<number>;
  error: string | null;
  created_at: number;
  created_by: string;
  ended_at: number | null;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface IntentsTable {
  organization_id: string;
  intent_id: string;
  order_id: string;
  connection_id: string;
  seq: number;
  kind: IntentsKind;
  state: IntentsState;
  payload: JsonColumn<JsonValue>;
  attempts: Generated<number>;
  due_at: number | null;
  fence: number | null;
  last_error: string | null;
  created_at: number;
  confirmed_at: number | null;
  updated_at: number;
  created_by: string;
  request_id: string | null;
}

export interface KitComponentsTable {
  organization_id: string;
  kit_id: string;
  sku_id: string;
  quantity: number;
  composition: number;
}

export interface LocationNodesTable {
  organization_id: string;
  connection_id: string;
  node_id: string;
  location_id: string;
}

export interface LocationsTable {
  organization_id: string;
  location_id: string;
  name: string;
  time_zone: string;
  cut_off: string;
  zip_code: string | null;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
  priority: Generated<number>;
}

export interface MembershipsTable {
  organization_id: string;
  user_id: string;
  role: MembershipsRole;
  active: Generated<boolean>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface OrderEventsTable {
  organization_id: string;
  order_id: string;
  seq: number;
  at: number;
  kind: string;
  text: string;
  actor: string;
  request_id: string | null;
}

export interface OrderLinesTable {
  organization_id: string;
  order_id: string;
  line_id: string;
  position: number;
  channel_line_id: string;
  merchant_sku: string;
  sku_id: string | null;
  title: string;
  image_url: string | null;
  ordered: number;
  shipped: Generated<number>;
  cancelled: Generated<number>;
  cancel_requested: Generated<number>;
  location_id: string | null;
  unit_price_cents: number;
  unit_tax_cents: number;
  unit_shipping_cents: number;
  unit_shipping_tax_cents: number;
  fees_cents: number;
  cancel_declined: Generated<number>;
}

export interface OrderNotesTable {
  organization_id: string;
  order_id: string;
  note_id: string;
  text: string;
  at: number;
  actor: string;
  request_id: string | null;
}

export interface OrderTagsTable {
  organization_id: string;
  order_id: string;
  tag: string;
  position: number;
  added_at: number;
  added_by: string;
  request_id: string | null;
}

export interface OrderTalliesTable {
  organization_id: string;
  tally: GeneratedAlways<number>;
  status: string;
  orders: number;
}

export interface OrderViewOrdersTable {
  organization_id: string;
  owner_id: string;
  view_ids: string[];
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface OrderViewsTable {
  organization_id: string;
  view_id: string;
  owner_id: string;
  owner: string;
  shared: boolean;
  name: string;
  list: JsonColumn<JsonValue>;
  columns: string[];
  version: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface OrderWordsTable {
  organization_id: string;
  word: string;
  order_id: string;
}

export interface OrdersTable {
  organization_id: string;
  order_id: string;
  connection_id: string;
  channel_order_id: string;
  reference_number: string;
  status: OrdersStatus;
  channel_status: string;
  exception_state: string | null;
  acknowledgement_status: string | null;
  node_id: string;
  currency: string;
  buyer_name: string;
  buyer_phone: string | null;
  buyer_email: string | null;
  ship_to: JsonColumn<JsonValue>;
  requested_carrier: string | null;
  requested_method: string | null;
  requested_service_level: string | null;
  placed_at: number;
  channel_placed_at: number;
  ready_at: number | null;
  acknowledge_by_at: number | null;
  ship_by_at: number | null;
  deliver_by_at: number | null;
  alarm_at: number | null;
  item_count: number;
  unit_count: number;
  first_sku: string;
  first_title: string;
  total_cents: number;
  foreign_shipments: Generated<string[]>;
  raw: JsonColumn<JsonValue>;
  raw_hash: string;
  read_at: number;
  erased_at: number | null;
  version: Generated<number>;
  imported_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
  held_at: number | null;
  held_by: string | null;
  hold_reason: string | null;
  hold_until_at: number | null;
  hold_due_at: number | null;
  channel_ship_to: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  ship_to_version: Generated<number>;
}

export interface OrganizationsTable {
  organization_id: string;
  name: string;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface ProblemAssignmentsTable {
  organization_id: string;
  problem_id: string;
  seq: number;
  at: number;
  assignee_id: string | null;
  actor: string;
  request_id: string | null;
}

export interface ProblemsTable {
  organization_id: string;
  problem_id: string;
  kind: string;
  subject: string;
  state: ProblemsState;
  title: string;
  text: string;
  deadline_at: number | null;
  order_id: string | null;
  sku_id: string | null;
  connection_id: string | null;
  intent_id: string | null;
  merchant_sku: string | null;
  actions: string[];
  seen_count: Generated<number>;
  first_at: number;
  last_at: number;
  resolved_at: number | null;
  resolved_by: string | null;
  resolution: string | null;
  request_id: string | null;
  sort_at: number;
  assignee_id: string | null;
  version: Generated<number>;
}

export interface ReservationsTable {
  organization_id: string;
  order_id: string;
  line_id: string;
  location_id: string;
  sku_id: string;
  reserved: number;
  released: Generated<number>;
  shipped: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
  composition: Generated<number>;
  per_unit: Generated<number>;
  leads: Generated<boolean>;
}

export interface RoutingRulesTable {
  organization_id: string;
  prefers: RoutingRulesPrefers;
  splits: boolean;
  most_locations: number;
  version: Generated<number>;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface SecretChecksTable {
  id: SecretChecksId;
  sealed: string;
}

export interface SessionsTable {
  token_hash: string;
  user_id: string;
  organization_id: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
  ip: string;
  request_id: string | null;
}

export interface ShipToChangesTable {
  organization_id: string;
  order_id: string;
  version: number;
  kind: ShipToChangesKind;
  before: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  after: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  at: number;
  actor: string;
  request_id: string | null;
}

export interface ShipmentsTable {
  organization_id: string;
  shipment_id: string;
  order_id: string;
  intent_id: string;
  alt_shipment_id: string;
  carrier: string | null;
  method: string | null;
  tracking_number: string | null;
  shipped_at: number | null;
  lines: JsonColumn<JsonValue>;
  created_at: number;
  created_by: string;
  request_id: string | null;
  picked_up_at: number | null;
  expected_delivery_at: number | null;
  ship_from_zip_code: string | null;
}

export interface SignInAttemptsTable {
  subject: string;
  attempts: number;
  window_started_at: number;
}

export interface SkuAliasesTable {
  organization_id: string;
  alias: string;
  sku_id: string;
  created_at: number;
  created_by: string;
  request_id: string | null;
}

export interface SkuWordsTable {
  organization_id: string;
  word: string;
  sku_id: string;
}

export interface SkusTable {
  organization_id: string;
  sku_id: string;
  sku: string;
  title: string;
  image_url: string | null;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
  composition: Generated<number>;
}

export interface StockTable {
  organization_id: string;
  sku_id: string;
  location_id: string;
  on_hand: Generated<number>;
  reserved: Generated<number>;
  movements: Generated<number>;
  updated_at: number;
}

export interface StockCountLinesTable {
  organization_id: string;
  count_id: string;
  sku_id: string;
  counted: number | null;
  expected: number | null;
  state: StockCountLinesState;
  refusal: string | null;
  counted_at: number | null;
  counted_by: string | null;
}

export interface StockCountsTable {
  organization_id: string;
  count_id: string;
  location_id: string;
  name: string;
  state: StockCountsState;
  version: Generated<number>;
  created_at: number;
  created_by: string;
  ended_at: number | null;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface StockFilesTable {
  organization_id: string;
  file_id: string;
  connection_id: string;
  state: StockFilesState;
  channel_file_id: string | null;
  skus: Generated<number>;
  refused: Generated<number>;
  told_again: Generated<number>;
  attempts: Generated<number>;
  due_at: number | null;
  error: string | null;
  created_at: number;
  sent_at: number | null;
  ended_at: number | null;
}

export interface StockLedgerTable {
  organization_id: string;
  sku_id: string;
  location_id: string;
  movement: number;
  at: number;
  reason: string;
  on_hand_change: number;
  reserved_change: number;
  on_hand_after: number;
  reserved_after: number;
  order_id: string | null;
  note: string | null;
  actor: string;
  request_id: string | null;
}

export interface StockRuleChangesTable {
  organization_id: string;
  change_id: string;
  connection_id: string;
  after_connection_id: string;
  after_sku_id: Generated<string>;
  created_at: number;
}

export interface StockRulesTable {
  organization_id: string;
  rule_id: string;
  sku_id: string;
  connection_id: string;
  held_back: number;
  held_back_percent: number;
  most: number | null;
  end_at: number;
  version: Generated<number>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface SyncRoundsTable {
  organization_id: string;
  connection_id: string;
  kind: string;
  next_at: number;
  position: string | null;
}

export interface SyncRunsTable {
  organization_id: string;
  run_id: string;
  connection_id: string;
  kind: SyncRunsKind;
  trigger: SyncRunsTrigger;
  state: SyncRunsState;
  started_at: number;
  ended_at: number | null;
  found: Generated<number>;
  done: Generated<number>;
  failed: Generated<number>;
  error: string | null;
  actor: string;
  request_id: string | null;
  details: ColumnType<JsonValue, string | undefined, string>;
}

export interface SyncSettingsTable {
  organization_id: string;
  connection_id: string;
  requests_per_minute: Generated<number>;
  reject_before_minutes: number | null;
  paused_runs: Generated<string[]>;
  version: Generated<number>;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface TagMirrorsTable {
  organization_id: string;
  connection_id: string;
  mirrored: boolean;
  version: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface TransferLinesTable {
  organization_id: string;
  transfer_id: string;
  sku_id: string;
  quantity: number;
  received: Generated<number>;
  written_off: Generated<number>;
  returned: Generated<number>;
  note: string | null;
}

export interface TransfersTable {
  organization_id: string;
  transfer_id: string;
  from_location_id: string;
  to_location_id: string;
  state: TransfersState;
  note: string | null;
  version: Generated<number>;
  created_at: number;
  created_by: string;
  sent_at: number | null;
  ended_at: number | null;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}

export interface UsersTable {
  user_id: string;
  email: string;
  name: string;
  password_hash: string;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string | null;
}
