/** Owns asking what words for carriers mean, and changing it. */
import type { CarrierMapping } from '@jetway/oms-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

/** The kind of channel that words are for: there is one so far. */
const channel = 'jet';

const mappingsKey = ['carrier-mappings'] as const;

export function useCarrierMappings() {
  const api = useApi();
  return useQuery({
    queryKey: mappingsKey,
    queryFn: ({ signal }) => allPages((query) => wanted(api.listCarrierMappings({ query }, { signal }), 200)),
  });
}

export function useCarrierOptions() {
  const api = useApi();
  return useQuery({
    queryKey: ['carrier-options'],
    queryFn: ({ signal }) => wanted(api.getCarrierOptions({ query: { channel } }, { signal }), 200),
    staleTime: 60 * 60_000,
  });
}

export interface MappingBody {
  readonly word: string;
  readonly carrier: string;
  readonly method: string | null;
  readonly defaultFor: string[];
}

function useMappingsChanged(): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of ['carrier-mappings', 'carrier-match']) void client.invalidateQueries({ queryKey: [name] });
  };
}

export function useCreateMapping() {
  const api = useApi();
  const changed = useMappingsChanged();
  return useSending({
    send: (body: MappingBody, options) =>
      wanted(api.createCarrierMapping({ body: { ...body, channel } }, options), 201),
    onDone: changed,
  });
}

export function useChangeMapping() {
  const api = useApi();
  const changed = useMappingsChanged();
  return useMutation({
    mutationFn: ({ mapping, body }: { readonly mapping: CarrierMapping; readonly body: MappingBody }) =>
      wanted(
        api.changeCarrierMapping(
          { params: { mappingId: mapping.id }, body },
          { headers: { 'if-match': String(mapping.version) } },
        ),
        200,
      ),
    onSuccess: changed,
  });
}

export function useRemoveMapping() {
  const api = useApi();
  const changed = useMappingsChanged();
  return useMutation({
    mutationFn: (mappingId: string) => wanted(api.removeCarrierMapping({ params: { mappingId } }), 204),
    onSettled: changed,
  });
}

/** What a word means, a moment after it was typed. */
export function useTriedWord(typed: string) {
  const api = useApi();
  const [word] = useDebouncedValue(typed.trim(), 250);
  return useQuery({
    queryKey: ['carrier-match', 'word', word],
    queryFn: ({ signal }) => wanted(api.matchCarrier({ query: { channel, carrier: word } }, { signal }), 200),
    enabled: word !== '',
    placeholderData: keepPreviousData,
  });
}

/** Carrier and method that stand for a service level; nothing where no default is set. */
export function useDefaultCarrier(serviceLevel: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['carrier-match', 'level', serviceLevel],
    queryFn: async ({ signal }) => {
      const query = { channel, ...(serviceLevel === null ? {} : { serviceLevel }) } as const;
      return (await wanted(api.matchCarrier({ query }, { signal }), 200)).match;
    },
    enabled: serviceLevel !== null,
  });
}

/** Numbers of carriers are longer than this: before, there is nothing to say. */
const SHORTEST_NUMBER = 8;

/** What a tracking number tells, a moment after it was typed. */
export function useTrackingCheck(typed: string, carrier: string | null) {
  const api = useApi();
  const [trackingNumber] = useDebouncedValue(typed.trim(), 250);
  const enabled = trackingNumber.length >= SHORTEST_NUMBER && trackingNumber === typed.trim();
  const { data } = useQuery({
    queryKey: ['tracking-check', trackingNumber, carrier],
    queryFn: ({ signal }) =>
      wanted(
        api.checkTracking({ query: { channel, trackingNumber, ...(carrier === null ? {} : { carrier }) } }, { signal }),
        200,
      ),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return enabled ? data : undefined;
}
