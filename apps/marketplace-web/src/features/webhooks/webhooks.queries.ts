/** Owns asking for an account's webhooks and what was told, and changing them. */
import type {
  WebhookDelivery,
  WebhookDeliveryState,
  WebhookEndpoint,
  WebhookEndpointInput,
} from '@jetway/marketplace-api';
import { allPages, usePaged, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

const POLL_MS = 3_000;

export function useEndpoints(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['webhooks', accountId],
    queryFn: ({ signal }) =>
      allPages<WebhookEndpoint>((query) =>
        wanted(api.listWebhookEndpoints({ params: { accountId }, query }, { signal }), 200),
      ),
    refetchInterval: pollEvery(POLL_MS),
  });
}

export interface EndpointName {
  readonly accountId: string;
  readonly endpointId: string;
}

export function useDeliveries(params: EndpointName, state: WebhookDeliveryState | undefined) {
  const api = useApi();
  return usePaged<WebhookDelivery>({
    queryKey: ['webhook-deliveries', params, state],
    fetchPage: (query, signal) =>
      wanted(
        api.listWebhookDeliveries(
          { params, query: { ...query, ...(state === undefined ? {} : { state }) } },
          { signal },
        ),
        200,
      ),
    pollMs: POLL_MS,
  });
}

export function useDelivery(params: EndpointName, eventId: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['webhook-delivery', params, eventId],
    enabled: eventId !== undefined,
    queryFn: ({ signal }) =>
      wanted(api.getWebhookDelivery({ params: { ...params, eventId: eventId ?? '' } }, { signal }), 200),
    refetchInterval: pollEvery(POLL_MS),
  });
}

function useChanged(): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of ['webhooks', 'webhook-deliveries', 'webhook-delivery'])
      void client.invalidateQueries({ queryKey: [name] });
  };
}

/** Answers the secret. */
export function useCreateEndpoint(accountId: string) {
  const api = useApi();
  return useSending({
    send: async (body: WebhookEndpointInput, options) =>
      (await wanted(api.createWebhookEndpoint({ params: { accountId }, body }, options), 201)).secret,
    onDone: useChanged(),
  });
}

export function useChangeEndpoint(accountId: string) {
  const api = useApi();
  return useSending({
    send: ({ endpointId, body }: { readonly endpointId: string; readonly body: WebhookEndpointInput }, options) =>
      wanted(api.changeWebhookEndpoint({ params: { accountId, endpointId }, body }, options), 200),
    onDone: useChanged(),
  });
}

export function useDeleteEndpoint(accountId: string) {
  const api = useApi();
  return useSending({
    send: (endpointId: string, options) =>
      wanted(api.deleteWebhookEndpoint({ params: { accountId, endpointId } }, options), 204),
    onDone: useChanged(),
  });
}

/** Answers the secret. */
export function useRotate(accountId: string) {
  const api = useApi();
  return useSending({
    send: async (endpointId: string, options) =>
      (await wanted(api.rotateWebhookSecret({ params: { accountId, endpointId } }, options), 200)).secret,
    onDone: useChanged(),
  });
}

export function useTest(params: EndpointName) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.testWebhookEndpoint({ params }, options), 201),
    onDone: useChanged(),
  });
}

export function useReplay(params: EndpointName) {
  const api = useApi();
  return useSending({
    send: (eventId: string, options) =>
      wanted(api.replayWebhookDelivery({ params: { ...params, eventId } }, options), 200),
    onDone: useChanged(),
  });
}

export function useReplaySince(params: EndpointName) {
  const api = useApi();
  return useSending({
    send: (since: number, options) => wanted(api.replayWebhookEvents({ params, body: { since } }, options), 200),
    onDone: useChanged(),
  });
}
