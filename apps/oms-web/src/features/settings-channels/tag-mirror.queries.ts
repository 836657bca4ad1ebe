/** Owns asking and deciding whether a connection is told of tags. */
import type { TagMirror } from '@jetway/oms-api';
import { wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

const keyOf = (connectionId: string) => ['connections', connectionId, 'tag-mirror'] as const;

export function useTagMirror(connectionId: string) {
  const api = useApi();
  return useQuery({
    queryKey: keyOf(connectionId),
    queryFn: ({ signal }) => wanted(api.getTagMirror({ params: { connectionId } }, { signal }), 200),
  });
}

export function useSetTagMirror(connectionId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ mirrored, version }: TagMirror) =>
      wanted(
        api.setTagMirror(
          { params: { connectionId }, body: { mirrored } },
          { headers: { 'if-match': String(version) } },
        ),
        200,
      ),
    onSuccess: (saved) => client.setQueryData(keyOf(connectionId), saved),
  });
}
