/** Owns asking for the people of the organization, and changing who may do what. */

import type { Member, Role } from '@jetway/oms-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

const membersKey = ['members'] as const;

export function useMembers() {
  const api = useApi();
  return useQuery({
    queryKey: membersKey,
    queryFn: ({ signal }) => allPages((query) => wanted(api.listMembers({ query }, { signal }), 200)),
  });
}

export interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password?: string;
}

export function useAddMember() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: NewMember, options) => wanted(api.addMember({ body }, options), 201),
    onDone: () => void client.invalidateQueries({ queryKey: membersKey }),
  });
}

export function useChangeMember() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, ...body }: { readonly userId: string; readonly role?: Role; readonly active?: boolean }) =>
      wanted(api.changeMember({ params: { userId }, body }), 200),
    onSuccess: (changed) =>
      client.setQueryData<Member[]>(membersKey, (before) =>
        before?.map((member) => (member.userId === changed.userId ? changed : member)),
      ),
  });
}
