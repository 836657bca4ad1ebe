/** Owns the words of webhooks: kinds, states, and what a form holds. */
import {
  type WebhookDelivery,
  type WebhookDeliveryState,
  type WebhookEndpoint,
  type WebhookEndpointInput,
  type WebhookEventKind,
  webhookDeliveryStates,
} from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export const kindNames: Readonly<Record<WebhookEventKind, string>> = {
  'order.ready': 'Order ready',
  'order.cancelled': 'Order cancelled',
  'return.created': 'Return created',
  'refund.decided': 'Refund decided',
  'file.processed': 'File processed',
  'sku.status_changed': 'SKU status changed',
};

const isKind = (kind: string): kind is WebhookEventKind => kind in kindNames;
export const kindName = (kind: string): string => (isKind(kind) ? kindNames[kind] : 'Test');

export const kindsText = ({ kinds }: WebhookEndpoint): string =>
  kinds.length === 0 ? 'Everything' : kinds.map((kind) => kindNames[kind]).join(', ');

export interface Shown {
  readonly tone: Tone;
  readonly text: string;
}

export function endpointState({ enabled, failingSince }: WebhookEndpoint): Shown {
  if (!enabled) return { tone: 'neutral', text: 'Off' };
  return failingSince === null ? { tone: 'success', text: 'On' } : { tone: 'danger', text: 'Failing' };
}

export function deliveryState({ state, tries }: WebhookDelivery): Shown {
  if (state === 'delivered') return { tone: 'success', text: 'Delivered' };
  if (state === 'dead') return { tone: 'danger', text: 'Given up' };
  return tries === 0 ? { tone: 'info', text: 'Waiting' } : { tone: 'warning', text: `Failed ${tries} times` };
}

export interface WebhooksSearch {
  /** The endpoint whose deliveries are shown; the first when absent. */
  readonly endpoint?: string;
  readonly state?: WebhookDeliveryState;
}

export function parseWebhooksSearch(raw: Readonly<Record<string, unknown>>): WebhooksSearch {
  const { endpoint, state } = raw;
  const known = webhookDeliveryStates.find((one) => one === state);
  return {
    ...(typeof endpoint === 'string' && endpoint !== '' ? { endpoint: endpoint.slice(0, 64) } : {}),
    ...(known === undefined ? {} : { state: known }),
  };
}

/** Undefined when it may be sent. */
export function urlError(url: string): string | undefined {
  if (url.trim() === '') return 'Enter an address';
  return URL.canParse(url.trim()) && /^https?:$/.test(new URL(url.trim()).protocol)
    ? undefined
    : 'Enter an address that begins with https:// or http://';
}

export const inputOf = (
  values: { readonly url: string; readonly kinds: readonly WebhookEventKind[] },
  endpoint: WebhookEndpoint | undefined,
): WebhookEndpointInput => ({
  url: values.url.trim(),
  kinds: [...values.kinds],
  enabled: endpoint?.enabled ?? true,
});

/** As it is, but switched on or off. */
export const switched = ({ url, kinds }: WebhookEndpoint, enabled: boolean): WebhookEndpointInput => ({
  url,
  kinds,
  enabled,
});
