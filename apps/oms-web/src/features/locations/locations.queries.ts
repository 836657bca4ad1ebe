/** Owns asking for locations and changing them. */

import type { Location, RoutingRules } from '@jetway/oms-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

const locationsKey = ['locations'] as const;

export function useLocations() {
  const api = useApi();
  return useQuery({
    queryKey: locationsKey,
    queryFn: ({ signal }) => allPages((query) => wanted(api.listLocations({ query }, { signal }), 200)),
  });
}

export interface LocationBody {
  readonly name: string;
  readonly timeZone: string;
  readonly cutOff: string;
  readonly zipCode: string | null;
  readonly priority: number;
  readonly active: boolean;
  readonly nodes: { connectionId: string; nodeId: string }[];
}

export function useCreateLocation() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: LocationBody, options) => wanted(api.createLocation({ body }, options), 201),
    onDone: () => void client.invalidateQueries({ queryKey: locationsKey }),
  });
}

export function useChangeLocation() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      location,
      body,
    }: {
      readonly location: Pick<Location, 'id' | 'version'>;
      readonly body: LocationBody;
    }) =>
      wanted(
        api.changeLocation(
          { params: { locationId: location.id }, body },
          { headers: { 'if-match': String(location.version) } },
        ),
        200,
      ),
    onSuccess: () => {
      for (const name of ['locations', 'inventory', 'sku']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

const rulesKey = ['routing-rules'] as const;

export function useRoutingRules() {
  const api = useApi();
  return useQuery({
    queryKey: rulesKey,
    queryFn: ({ signal }) => wanted(api.getRoutingRules({}, { signal }), 200),
  });
}

export function useChangeRoutingRules() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: RoutingRules) =>
      wanted(api.changeRoutingRules({ body }, { headers: { 'if-match': String(version) } }), 200),
    onSuccess: (rules) => client.setQueryData(rulesKey, rules),
  });
}
