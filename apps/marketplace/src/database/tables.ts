/** Owns the row types of the schema marketplace. Generated from its migrations: do not edit. */
import type { JsonColumn, JsonValue } from '@jetway/service';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface MarketplaceTables {
  accounts: AccountsTable;
  fulfillment_nodes: FulfillmentNodesTable;
  idempotency_keys: IdempotencyKeysTable;
  inventory: InventoryTable;
  inventory_feeds: InventoryFeedsTable;
  merchants: MerchantsTable;
  operator_keys: OperatorKeysTable;
  operator_sessions: OperatorSessionsTable;
  operators: OperatorsTable;
  order_events: OrderEventsTable;
  order_items: OrderItemsTable;
  order_shipments: OrderShipmentsTable;
  order_stock_moves: OrderStockMovesTable;
  orders: OrdersTable;
  prices: PricesTable;
  return_events: ReturnEventsTable;
  return_lines: ReturnLinesTable;
  return_nodes: ReturnNodesTable;
  return_refunds: ReturnRefundsTable;
  returns: ReturnsTable;
  shoppers: ShoppersTable;
  sign_in_tries: SignInTriesTable;
  signing_keys: SigningKeysTable;
  skus: SkusTable;
  taxonomy_attributes: TaxonomyAttributesTable;
  taxonomy_node_attributes: TaxonomyNodeAttributesTable;
  taxonomy_nodes: TaxonomyNodesTable;
  webhook_endpoints: WebhookEndpointsTable;
  webhook_events: WebhookEventsTable;
  worlds: WorldsTable;
}

export type AccountsKind = 'live' | 'test';

export type MerchantsCompatibility = 'observed-2017';

export type OrdersStatus = 'created' | 'ready' | 'acknowledged' | 'inprogress' | 'complete';

export type ReturnsStatus = 'created' | 'inprogress' | 'completed by merchant';

export type ShoppersId = 'shoppers';

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
}

export interface InventoryFeedsTable {
  account_id: string;
  sku: string;
  fed_at: number;
  stocked_at: number | null;
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
  feed_seq: number | null;
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
  feed_seq: number | null;
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
  review_due_at: number;
  created_at: number;
  updated_at: number;
  updated_by: string;
  request_id: string;
}

export interface TaxonomyAttributesTable {
  world_id: string;
  attribute_id: number;
  description: string;
  free_text: boolean;
  variant: boolean;
  allowed_values: string[];
  units: string[];
  validation: ColumnType<JsonValue | null, string | null | undefined, string | null>;
}

export interface TaxonomyNodeAttributesTable {
  world_id: string;
  node_id: number;
  attribute_id: number;
}

export interface TaxonomyNodesTable {
  world_id: string;
  node_id: number;
  name: string;
  path: string;
  parent_id: number;
  level: number;
  suggested_tax_code: string;
  amazon_node_ids: number[];
  active: boolean;
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
}
