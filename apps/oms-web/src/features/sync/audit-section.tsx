/** Owns running the audit and showing what it found. */
import type { AuditReport } from '@jetway/oms-api';
import { duration, FailureAlert, failureOf, Instant, Section, StatusChip } from '@jetway/ui';
import { Alert, Button, Group, List, Stack, Table, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMay } from '../session/index.ts';
import { useAudit } from './sync.queries.ts';

type Check = AuditReport['checks'][number];

function Found({ check }: { readonly check: Check }) {
  if (check.violations === 0) return null;
  const more = check.violations - check.first.length;
  return (
    <List size="xs" mt={4}>
      {check.first.map(({ subject, text }) => (
        <List.Item key={`${subject} ${text}`} style={{ overflowWrap: 'anywhere' }}>
          {subject}: {text}
        </List.Item>
      ))}
      {more > 0 && <List.Item>and {more.toLocaleString()} more</List.Item>}
    </List>
  );
}

function Report({ report }: { readonly report: AuditReport }) {
  return (
    <Stack gap="sm">
      <Alert color={report.ok ? 'green' : 'red'} role="status" title={report.ok ? 'All is well' : 'Something is wrong'}>
        <Text size="sm">
          {report.checks.length} invariants checked at one instant, <Instant at={report.at} />, in{' '}
          {duration(report.tookMs)}.
        </Text>
      </Alert>
      <Table.ScrollContainer minWidth={320} type="native">
        <Table verticalSpacing={6} aria-label="What the audit found">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Invariant</Table.Th>
              <Table.Th ta="right">Checked</Table.Th>
              <Table.Th ta="right">Found</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.checks.map((check) => (
              <Table.Tr key={check.invariant}>
                <Table.Td>
                  <Text size="sm">{check.invariant}</Text>
                  <Found check={check} />
                </Table.Td>
                <Table.Td align="right">{check.checked.toLocaleString()}</Table.Td>
                <Table.Td align="right">
                  <StatusChip tone={check.violations === 0 ? 'success' : 'danger'}>
                    {check.violations === 0 ? 'none' : check.violations.toLocaleString()}
                  </StatusChip>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

/** For admins only: it reads all there is. */
export function AuditSection() {
  const may = useMay();
  const audit = useAudit();
  if (!may('runAudit')) return null;
  const failure = failureOf(audit.error);
  return (
    <Section
      title="Audit"
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconShieldCheck size={15} aria-hidden />}
          loading={audit.isPending}
          onClick={() => audit.mutate(undefined)}
        >
          {audit.data === undefined ? 'Run the audit' : 'Run it again'}
        </Button>
      }
    >
      <Stack gap="sm">
        {audit.data === undefined && (
          <Group>
            <Text size="sm" c="dimmed">
              Checks that the data keeps its promises: stock and its ledger, orders and their parcels, what channels
              were told. It reads only.
            </Text>
          </Group>
        )}
        {failure !== undefined && <FailureAlert failure={failure} onClose={() => audit.reset()} />}
        {audit.data !== undefined && <Report report={audit.data} />}
      </Stack>
    </Section>
  );
}
