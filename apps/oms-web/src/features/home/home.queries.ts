/** Owns asking for Home. */
import { wanted } from '@jetway/ui';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

/** Deadlines come nearer without any news. */
const ASK_AGAIN_MS = 60_000;

export function useHome() {
  const api = useApi();
  return useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => wanted(api.getHome({}, { signal }), 200),
    refetchInterval: ASK_AGAIN_MS,
  });
}
