/** Owns the settings page of the rules for stock: the one for all, and each connection's own. */
import type { StockRule } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useConnections } from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { RuleDialog, type RuleTarget } from './rule-dialog.tsx';
import { useStockRules } from './stock-rules.queries.ts';
import { isSameScope, ruleSentence } from './stock-rules.ts';

interface Row extends RuleTarget {
  readonly id: string;
  /** What holds while there is no rule of its own. */
  readonly otherwise: string;
}

const rowId = (row: Row): string => row.id;

function rowsOf(
  rules: readonly StockRule[],
  connections: readonly { readonly id: string; readonly name: string }[],
): Row[] {
  const ruleOf = (scope: Row['scope']) => rules.find((rule) => isSameScope(rule, scope));
  const all = { skuId: null, connectionId: null };
  return [
    { id: 'all', name: 'All connections', scope: all, rule: ruleOf(all), otherwise: 'All that is available is shown' },
    ...connections.map(({ id, name }) => {
      const scope = { skuId: null, connectionId: id };
      return { id, name, scope, rule: ruleOf(scope), otherwise: 'As for all connections' };
    }),
  ];
}

const columns = (onEdit: ((row: Row) => void) | undefined): Column<Row>[] => [
  {
    id: 'name',
    header: 'For',
    cell: ({ name }) => (
      <Text size="sm" fw={600}>
        {name}
      </Text>
    ),
  },
  {
    id: 'rule',
    header: 'Rule',
    cell: ({ rule, otherwise }) => (
      <Text size="sm" {...(rule === undefined ? { c: 'dimmed' } : {})}>
        {rule === undefined ? otherwise : ruleSentence(rule)}
      </Text>
    ),
  },
  ...(onEdit === undefined
    ? []
    : [
        {
          id: 'actions',
          header: 'Actions',
          headerHidden: true,
          align: 'right' as const,
          cell: (row: Row) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${row.rule === undefined ? 'Add' : 'Change'} the rule: ${row.name}`}
              onClick={() => onEdit(row)}
            >
              {row.rule === undefined ? 'Add rule' : 'Change'}
            </Button>
          ),
        },
      ]),
];

export function StockRulesPage(): ReactNode {
  const rules = useStockRules();
  const connections = useConnections();
  const may = useMay();
  const [target, setTarget] = useState<Row>();
  const shownColumns = useMemo(() => columns(may('createStockRule') ? setTarget : undefined), [may]);
  const rows = useMemo(
    () =>
      rules.data === undefined || connections.data === undefined ? undefined : rowsOf(rules.data, connections.data),
    [rules.data, connections.data],
  );
  return (
    <Stack gap="sm">
      <PageHeader
        title="Rules for stock"
        description="What channels are shown can be less than what is available. The most specific rule counts: of a SKU on a connection, of a SKU, of a connection, then the one for all. Rules of SKUs are on their pages."
      />
      <DataTable
        label="Rules for stock"
        columns={shownColumns}
        rows={rows}
        rowId={rowId}
        failure={failureOf(rules.error ?? connections.error)}
        onRetry={() => void Promise.all([rules.refetch(), connections.refetch()])}
        empty={<EmptyPanel title="No rule">All that is available is shown.</EmptyPanel>}
      />
      <RuleDialog target={target} onClose={() => setTarget(undefined)} />
    </Stack>
  );
}
