/** Owns whether Jet is told of tags. */
import { FailureAlert, failureOf, Section } from '@jetway/ui';
import { Box, Skeleton, Stack, Switch } from '@mantine/core';
import { useMay } from '../session/index.ts';
import { useSetTagMirror, useTagMirror } from './tag-mirror.queries.ts';

export function TagMirror({ connectionId }: { readonly connectionId: string }) {
  const may = useMay();
  const mirror = useTagMirror(connectionId);
  const set = useSetTagMirror(connectionId);
  const failure = failureOf(set.error ?? mirror.error);
  return (
    <Box mt="md">
      <Section title="Tags">
        <Stack gap="sm">
          {mirror.data === undefined ? (
            failure === undefined && <Skeleton height={40} />
          ) : (
            <Switch
              label="Tell Jet the first tag of each order"
              description="An order has one tag at Jet. From now on it is told whenever the first one here changes."
              checked={mirror.data.mirrored}
              disabled={!may('setTagMirror') || set.isPending}
              onChange={(event) =>
                set.mutate({ mirrored: event.currentTarget.checked, version: mirror.data?.version ?? 1 })
              }
            />
          )}
          {failure !== undefined && (
            <FailureAlert
              failure={failure}
              onRetry={() => {
                set.reset();
                void mirror.refetch();
              }}
            />
          )}
        </Stack>
      </Section>
    </Box>
  );
}
