/** Owns the row types of the schema marketplace. Generated from its migrations: do not edit. */
import type { JsonColumn, JsonValue } from '@jetway/service';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface MarketplaceTables {
  accounts: AccountsTable;
  commission_rules: CommissionRulesTable;
  fault_rules: FaultRulesTable;
  file_batches: FileBatchesTable;
  files: FilesTable;
  fulfillment_nodes: FulfillmentNodesTable;
  idempotency_keys: IdempotencyKeysTable;
  inventory: InventoryTable;
  inventory_feeds: InventoryFeedsTable;
  listing_rules: ListingRulesTable;
  merchants: MerchantsTable;
  offer_comparisons: OfferComparisonsTable;
  operator_keys: OperatorKeysTable;
  operator_sessions: OperatorSessionsTable;
  operators: OperatorsTable;
  order_events: OrderEventsTable;
  order_items: OrderItemsTable;
  order_shipments: OrderShipmentsTable;
  order_stock_moves: OrderStockMovesTable;
  orders: OrdersTable;
  prices: PricesTable;
  product_identifiers: ProductIdentifiersTable;
  product_sales: ProductSalesTable;
  products: ProductsTable;
  rate_buckets: RateBucketsTable;
  rate_limits: RateLimitsTable;
  refund_events: RefundEventsTable;
  refund_items: RefundItemsTable;
  refunds: RefundsTable;
  reports: ReportsTable;
  request_log: RequestLogTable;
  return_events: ReturnEventsTable;
  return_lines: ReturnLinesTable;
  return_nodes: ReturnNodesTable;
  return_refunds: ReturnRefundsTable;
  returns: ReturnsTable;
  returns_exceptions: ReturnsExceptionsTable;
  sales_counts: SalesCountsTable;
  secret_checks: SecretChecksTable;
  settlement_accounts: SettlementAccountsTable;
  settlement_disputes: SettlementDisputesTable;
  settlement_entries: SettlementEntriesTable;
  settlements: SettlementsTable;
  shipping_exceptions: ShippingExceptionsTable;
  shoppers: ShoppersTable;
  sign_in_tries: SignInTriesTable;
  signing_keys: SigningKeysTable;
  skus: SkusTable;
  taxonomies: TaxonomiesTable;
  taxonomy_attributes: TaxonomyAttributesTable;
  taxonomy_node_attributes: TaxonomyNodeAttributesTable;
  taxonomy_nodes: TaxonomyNodesTable;
  variation_members: VariationMembersTable;
  variations: VariationsTable;
  webhook_attempts: WebhookAttemptsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_endpoints: WebhookEndpointsTable;
  webhook_events: WebhookEventsTable;
  worlds: WorldsTable;
}

export type AccountsKind = 'live' | 'test';

export type CommissionRulesKind = 'base' | 'variable' | 'no_return';

export type FaultRulesSchedule = 'always' | 'probability' | 'every' | 'next';

export type FilesState = 'issued' | 'acknowledged' | 'processing' | 'processed_successfully' | 'processed_with_errors';

export type ListingRulesEffect = 'unauthorized' | 'excluded';

export type MerchantsCompatibility = 'observed-2017';

export type OrdersStatus = 'created' | 'ready' | 'acknowledged' | 'inprogress' | 'complete';

export type ProductIdentifiersKind = 'ASIN' | 'GTIN-13' | 'GTIN-14';

export type RefundsStatus =
  | 'created'
  | 'processing'
  | 'accepted'
  | 'rejected - customer card not valid'
  | 'rejected - refund conflicts with returns policy';

export type ReportsType = 'ProductStatus' | 'SalesData' | 'SettlementDetails';

export type ReportsStatus = 'requested' | 'processing' | 'ready' | 'failed' | 'expired';

export type ReturnsStatus = 'created' | 'inprogress' | 'completed by merchant';

export type SecretChecksId = 'only';

export type SettlementDisputesState = 'open' | 'for merchant' | 'for marketplace';

export type SettlementEntriesKind = 'order' | 'return' | 'refund' | 'commission' | 'charge' | 'dispute' | 'adjustment';

export type SettlementsState = 'open' | 'closed';

export type ShoppersId = 'shoppers';

export type SkusListing = 'review' | 'listed' | 'incomplete' | 'unauthorized' | 'excluded';

export type TaxonomiesState = 'loading' | 'ready';

export type WebhookDeliveriesState = 'pending' | 'delivered' | 'dead';

export type WorldsKind = 'live' | 'test';

export interface AccountsTable {
  id: string;
  merchant_id: string;
  kind: AccountsKind;
  world_id: string;
  api_user: string;
  secret_hash: string;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  scenarios_played: Generated<number>;
  scenario_until: Generated<number>;
  scenario_rate: number | null;
}

export interface CommissionRulesTable {
  world_id: string;
  id: string;
  account_id: string | null;
  kind: CommissionRulesKind;
  name: string;
  browse_node_id: number | null;
  min_price_cents: number | null;
  max_price_cents: number | null;
  rate_basis_points: number;
  created_at: number;
  updated_by: string;
  request_id: string;
}

export interface FaultRulesTable {
  account_id: string;
  id: string;
  kind: string;
  operation: string | null;
  schedule: FaultRulesSchedule;
  probability: number | null;
  count: number | null;
  latency_min_ms: number | null;
  latency_max_ms: number | null;
  retry_after_seconds: number | null;
  seed: number;
  enabled: boolean;
  until: number | null;
  seen: number;
  hits: number;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface FileBatchesTable {
  account_id: string;
  file_id: string;
  position: number;
  outcomes: string;
  errors: string[];
}

export interface FilesTable {
  account_id: string;
  id: string;
  state: FilesState;
  url_hash: string;
  created_at: number;
  file_type: string | null;
  file_name: string | null;
  blob_version: string | null;
  size_bytes: number | null;
  received_seq: number | null;
  received_at: number | null;
  processing_start: number | null;
  processing_end: number | null;
  claim: Generated<number>;
  leased_until: Generated<number>;
  failures: Generated<number>;
  records_done: Generated<number>;
  records_applied: Generated<number>;
  records_in_error: Generated<number>;
  records_superseded: Generated<number>;
  error_count: Generated<number>;
  error_bytes: Generated<number>;
  error_excerpt: Generated<string[]>;
  blobs_deleted: Generated<boolean>;
  updated_by: string;
  request_id: string;
}

export interface FulfillmentNodesTable {
  account_id: string;
  id: string;
  name: string;
  time_zone: string;
  address: JsonColumn<JsonValue>;
  shipping_methods: string[];
  service_levels: string[];
  priced_per_pound: boolean;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  version: Generated<number>;
}

export interface IdempotencyKeysTable {
  scope: string;
  key: string;
  fingerprint: string;
  begun_at: number;
  status: number | null;
  content_type: string | null;
  body: string | null;
}

export interface InventoryTable {
  account_id: string;
  sku: string;
  node_id: string;
  quantity: number;
  listed: boolean;
  position: number;
  feed_seq: number;
  fed_at: number;
  held_units: number;
  accepted_units: number;
  updated_by: string;
  request_id: string;
  is_archived: Generated<boolean>;
}

export interface InventoryFeedsTable {
  account_id: string;
  sku: string;
  fed_at: number;
  stocked_at: number | null;
  updated_by: string;
  request_id: string;
}

export interface ListingRulesTable {
  world_id: string;
  id: string;
  effect: ListingRulesEffect;
  account_id: string | null;
  sku: string | null;
  brand: string | null;
  browse_node_id: number | null;
  reason: string;
  created_at: number;
  updated_by: string;
  request_id: string;
}

export interface MerchantsTable {
  id: string;
  name: string;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  compatibility: MerchantsCompatibility | null;
  onboarding_done: Generated<boolean>;
  onboarding_overridden_at: number | null;
  onboarding_overridden_by: string | null;
  onboarding_override_note: string | null;
}

export interface OfferComparisonsTable {
  account_id: string;
  sku: string;
  own_price_cents: number;
  own_shipping_cents: number;
  own_at: number;
  best_price_cents: number;
  best_shipping_cents: number;
  best_at: number;
}

export interface OperatorKeysTable {
  id: string;
  operator_id: string;
  name: string;
  key_hash: string;
  created_at: number;
  revoked_at: number | null;
  updated_by: string;
  request_id: string;
}

export interface OperatorSessionsTable {
  token_hash: string;
  operator_id: string;
  created_at: number;
  expires_at: number;
  request_id: string;
}

export interface OperatorsTable {
  id: string;
  email: string;
  password_hash: string;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface OrderEventsTable {
  account_id: string;
  order_id: string;
  seq: number;
  at: number;
  kind: string;
  detail: string;
  actor: string;
  request_id: string;
}

export interface OrderItemsTable {
  account_id: string;
  order_id: string;
  id: string;
  position: number;
  alt_order_item_id: string | null;
  sku: string;
  title: string;
  image_url: string | null;
  tax_code: string | null;
  ordered: number;
  shipped: Generated<number>;
  cancelled: Generated<number>;
  cancel_requested: Generated<number>;
  acknowledgement: string | null;
  price_cents: number;
  tax_cents: number;
  shipping_cents: number;
  shipping_tax_cents: number;
  regulatory_fees_cents: number;
  fee_adjustments: JsonColumn<JsonValue>;
  accepted_seq: number | null;
  charged_units: Generated<number>;
}

export interface OrderShipmentsTable {
  account_id: string;
  order_id: string;
  id: string;
  position: number;
  alt_shipment_id: string | null;
  sent: JsonColumn<JsonValue>;
  item_ids: string[];
  message_at: number;
  updated_by: string;
  request_id: string;
}

export interface OrderStockMovesTable {
  account_id: string;
  order_id: string;
  event_seq: number;
  position: number;
  sku: string;
  node_id: string;
  held: number;
  accepted: number;
  accepted_seq: number | null;
}

export interface OrdersTable {
  account_id: string;
  id: string;
  world_id: string;
  reference_order_id: string;
  customer_reference_order_id: string;
  alt_order_id: string | null;
  status: OrdersStatus;
  exception_state: string | null;
  acknowledgement_status: string | null;
  cancelled_by_customer: Generated<boolean>;
  cancel_requested: Generated<boolean>;
  node_id: string;
  hash_email: string;
  buyer: JsonColumn<JsonValue>;
  recipient: JsonColumn<JsonValue>;
  currency: string;
  service_level: string;
  carrier: string;
  method: string;
  ship_by_at: number;
  deliver_by_at: number;
  placed_at: number;
  transmitted_at: number;
  ready_at: number | null;
  acknowledged_at: number | null;
  completed_at: number | null;
  due_at: number | null;
  event_count: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  tag: string | null;
  returns_waived: Generated<boolean>;
}

export interface PricesTable {
  account_id: string;
  sku: string;
  price_cents: number;
  node_ids: string[];
  node_prices_cents: number[];
  priced_at: number;
  updated_by: string;
  request_id: string;
  accepted_seq: number;
}

export interface ProductIdentifiersTable {
  world_id: string;
  kind: ProductIdentifiersKind;
  code: string;
  multipack_quantity: number;
  product_id: string;
}

export interface ProductSalesTable {
  world_id: string;
  product_id: string;
  daily_average: number;
  units_30_days: number;
  rank: number;
}

export interface ProductsTable {
  world_id: string;
  id: string;
  multipack_quantity: number;
  content: JsonColumn<JsonValue>;
  listed_at: number | null;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface RateBucketsTable {
  account_id: string;
  route_class: string;
  full_at_us: number;
}

export interface RateLimitsTable {
  account_id: string;
  route_class: string;
  per_second: number;
  burst: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface RefundEventsTable {
  account_id: string;
  refund_id: string;
  seq: number;
  at: number;
  kind: string;
  detail: string;
  actor: string;
  request_id: string;
}

export interface RefundItemsTable {
  account_id: string;
  refund_id: string;
  position: number;
  order_id: string;
  order_item_id: string;
  returned: number;
  refunded: number;
  principal_cents: number;
  tax_cents: number;
  shipping_cents: number;
  shipping_tax_cents: number;
  sent: JsonColumn<JsonValue>;
}

export interface RefundsTable {
  account_id: string;
  id: string;
  world_id: string;
  order_id: string;
  alt_refund_id: string;
  status: RefundsStatus;
  created_at: number;
  due_at: number | null;
  decided_at: number | null;
  event_count: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface ReportsTable {
  account_id: string;
  id: string;
  world_id: string;
  type: ReportsType;
  settlement_id: string | null;
  status: ReportsStatus;
  requested_at: number;
  processing_started_at: number | null;
  processing_ended_at: number | null;
  expires_at: number | null;
  blob_key: string | null;
  size_bytes: number | null;
  attempts: number;
  leased_until: number;
  failure: string | null;
  created_at: number;
  updated_by: string;
  request_id: string;
}

export interface RequestLogTable {
  account_id: string;
  id: string;
  at: number;
  world_at: number | null;
  method: string;
  path: string;
  operation: string | null;
  status: number;
  duration_ms: number;
  request_id: string;
  user_agent: string | null;
  request_bytes: number | null;
  answer_bytes: number | null;
  request_body: string | null;
  answer_body: string | null;
  errors: string[];
  ignored_fields: string[];
  faults: string[];
}

export interface ReturnEventsTable {
  account_id: string;
  return_id: string;
  seq: number;
  at: number;
  kind: string;
  detail: string;
  actor: string;
  request_id: string;
}

export interface ReturnLinesTable {
  account_id: string;
  return_id: string;
  position: number;
  order_id: string;
  order_item_id: string;
  quantity: number;
  reason: string;
  principal_cents: number;
  tax_cents: number | null;
  shipping_cents: number;
  shipping_tax_cents: number | null;
}

export interface ReturnNodesTable {
  account_id: string;
  id: string;
  name: string;
  address: JsonColumn<JsonValue>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  version: Generated<number>;
}

export interface ReturnRefundsTable {
  account_id: string;
  return_id: string;
  position: number;
  order_item_id: string;
  alt_order_item_id: string | null;
  returned: number;
  refunded: number;
  feedback: string | null;
  notes: string | null;
  principal_cents: number;
  tax_cents: number;
  shipping_cents: number;
  shipping_tax_cents: number;
  reported_at: number;
  event_seq: number;
}

export interface ReturnsTable {
  account_id: string;
  id: string;
  world_id: string;
  order_id: string;
  reference_id: string;
  alt_return_id: string | null;
  status: ReturnsStatus;
  refund_without_return: boolean;
  charge_cents: number;
  agrees_to_charge: boolean | null;
  charge_feedback: string | null;
  carrier: string | null;
  tracking_number: string | null;
  return_node_id: string | null;
  opened_at: number;
  completed_at: number | null;
  event_count: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  alt_order_id: string | null;
  locations: ColumnType<JsonValue, string | undefined, string>;
}

export interface ReturnsExceptionsTable {
  account_id: string;
  sku: string;
  content: JsonColumn<JsonValue>;
  accepted_seq: number;
  changed_at: number;
  updated_by: string;
  request_id: string;
}

export interface SalesCountsTable {
  world_id: string;
  counted_at: number;
  ranked: number;
  compared_product: string | null;
}

export interface SecretChecksTable {
  id: SecretChecksId;
  sealed: string;
}

export interface SettlementAccountsTable {
  account_id: string;
  collected_to: number;
}

export interface SettlementDisputesTable {
  account_id: string;
  return_id: string;
  order_id: string;
  reference_order_id: string;
  charge_cents: number;
  feedback: string | null;
  state: SettlementDisputesState;
  opened_at: number;
  decided_at: number | null;
  note: string | null;
  updated_by: string;
  request_id: string;
}

export interface SettlementEntriesTable {
  account_id: string;
  id: string;
  settlement_id: string;
  kind: SettlementEntriesKind;
  at: number;
  order_id: string | null;
  reference_order_id: string | null;
  order_item_id: string | null;
  sku: string | null;
  title: string | null;
  units: number;
  principal_cents: number;
  shipping_cents: number;
  tax_cents: number;
  shipping_tax_cents: number;
  fixed_commission_cents: number;
  variable_commission_cents: number;
  return_charge_cents: number;
  adjustment_cents: number;
  note: string | null;
  actor: string;
  request_id: string;
}

export interface SettlementsTable {
  account_id: string;
  id: string;
  world_id: string;
  state: SettlementsState;
  starts_at: number;
  ends_at: number;
  closed_at: number | null;
  sums: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  updated_by: string;
  request_id: string;
}

export interface ShippingExceptionsTable {
  account_id: string;
  sku: string;
  content: JsonColumn<JsonValue>;
  accepted_seq: number;
  changed_at: number;
  updated_by: string;
  request_id: string;
}

export interface ShoppersTable {
  id: ShoppersId;
  rate_per_minute: number;
  paused: boolean;
  pause_at_waiting: number;
  waiting: number;
  placed: number;
  note: string;
  leased_by: string | null;
  leased_until: number;
  updated_by: string;
  request_id: string;
  return_share: Generated<number>;
}

export interface SignInTriesTable {
  key: string;
  failures: number;
  window_started_at: number;
}

export interface SigningKeysTable {
  kid: string;
  public_key: JsonColumn<JsonValue>;
  private_key_encrypted: string;
  created_at: number;
}

export interface SkusTable {
  account_id: string;
  sku: string;
  title: string;
  image_url: string | null;
  tax_code: string | null;
  content: JsonColumn<JsonValue>;
  findings: string[];
  notes: string[];
  look_due_at: number | null;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  is_archived: Generated<boolean>;
  archive_sent: Generated<boolean>;
  archive_accepted_seq: Generated<number>;
  accepted_seq: number;
  world_id: string;
  product_id: string | null;
  listing: Generated<SkusListing>;
  told_status: Generated<string>;
}

export interface TaxonomiesTable {
  id: string;
  name: string;
  state: TaxonomiesState;
  odd_rows: JsonColumn<JsonValue>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface TaxonomyAttributesTable {
  taxonomy_id: string;
  attribute_id: number;
  description: string;
  free_text: boolean;
  variant: boolean;
  allowed_values: string[];
  units: string[];
  validation: ColumnType<JsonValue | null, string | null | undefined, string | null>;
}

export interface TaxonomyNodeAttributesTable {
  taxonomy_id: string;
  node_id: number;
  attribute_id: number;
}

export interface TaxonomyNodesTable {
  taxonomy_id: string;
  node_id: number;
  name: string;
  path: string;
  parent_id: number;
  level: number;
  suggested_tax_code: string;
  amazon_node_ids: number[];
  active: boolean;
  folded_name: string;
}

export interface VariationMembersTable {
  account_id: string;
  child_sku: string;
  sku: string;
}

export interface VariationsTable {
  account_id: string;
  sku: string;
  relationship: string;
  refinements: number[];
  children: string[];
  group_title: string | null;
  accepted_seq: number;
  changed_at: number;
  updated_by: string;
  request_id: string;
}

export interface WebhookAttemptsTable {
  account_id: string;
  endpoint_id: string;
  event_id: string;
  at: number;
  id: string;
  status: number | null;
  duration_ms: number;
  error: string | null;
}

export interface WebhookDeliveriesTable {
  account_id: string;
  endpoint_id: string;
  event_id: string;
  seq: number;
  kind: string;
  subject: string;
  state: Generated<WebhookDeliveriesState>;
  due_at: number | null;
  tries: Generated<number>;
  first_tried_at: number | null;
  tried_at: number | null;
  status: number | null;
  duration_ms: number | null;
  error: string | null;
}

export interface WebhookEndpointsTable {
  account_id: string;
  id: string;
  url: string;
  kinds: string[];
  secret_encrypted: string;
  enabled: boolean;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  previous_secret_encrypted: string | null;
  previous_secret_until: number | null;
  disabled_reason: string | null;
  failing_since: number | null;
  leased_by: string | null;
  leased_until: Generated<number>;
  due_at: number | null;
}

export interface WebhookEventsTable {
  account_id: string;
  id: string;
  seq: GeneratedAlways<number>;
  kind: string;
  subject: string;
  at: number;
  data: JsonColumn<JsonValue>;
}

export interface WorldsTable {
  id: string;
  kind: WorldsKind;
  name: string;
  anchor_real_at: number;
  anchor_world_at: number;
  rate: number;
  policy: JsonColumn<JsonValue>;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
  taxonomy_id: string | null;
}
