/** The door of webhooks. */
export { recordEvents, type WebhookEvent, type WebhookKind, webhookKinds } from './webhook-events.store.ts';
