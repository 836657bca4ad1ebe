/** Webhooks: where an account hears of events, and what was told. */
export { parseWebhooksSearch } from './webhooks.ts';
