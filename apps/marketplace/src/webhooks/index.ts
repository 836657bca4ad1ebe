/** The door of webhooks. */
export { recordEvents, type WebhookEvent, type WebhookKind, webhookKinds } from './webhook-events.store.ts';
export { createWebhooks, type Webhooks } from './webhooks.feature.ts';
export { webhookHandlers } from './webhooks.routes.ts';
