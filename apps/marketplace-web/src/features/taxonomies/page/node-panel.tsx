/** Owns the panel of one browse node: its place, its tax code, and its attributes with what a value of each may be. */
import type { NodeWithAttributes } from '@jetway/marketplace-api';
import { CopyText, type KeyValue, KeyValues, StatusChip } from '@jetway/ui';
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { ThingPanel } from '../../../parts/thing-panel.tsx';
import { useTaxonomyNode } from '../taxonomies.queries.ts';
import { counted, validationText } from '../taxonomies.ts';
import classes from './plain-list.module.css';

type Attribute = NodeWithAttributes['attributes'][number];

/** So many say what the values are like. */
const FIRST_VALUES = 12;

function Values({ attribute: { values, valueCount, description } }: { readonly attribute: Attribute }) {
  const [all, showAll] = useState(false);
  if (valueCount === 0) return null;
  const shown = all ? values : values.slice(0, FIRST_VALUES);
  const hidden = valueCount - shown.length;
  return (
    <div>
      <Group gap={4}>
        {shown.map((value) => (
          <StatusChip key={value} tone="neutral">
            {value}
          </StatusChip>
        ))}
      </Group>
      {(values.length > FIRST_VALUES || hidden > 0) && (
        <Group gap={6} mt={4}>
          {hidden > 0 && (
            <Text size="xs" c="dimmed">
              and {hidden.toLocaleString()} more
            </Text>
          )}
          {values.length > FIRST_VALUES && (
            <Anchor
              component="button"
              type="button"
              size="xs"
              aria-label={`${all ? 'Show fewer' : 'Show more'} values of ${description}`}
              onClick={() => showAll(!all)}
            >
              {all ? 'Show fewer' : `Show ${values.length.toLocaleString()}`}
            </Anchor>
          )}
        </Group>
      )}
    </div>
  );
}

function AttributeRow({ attribute }: { readonly attribute: Attribute }) {
  const { id, description, freeText, variant, units, validation } = attribute;
  const rule = validationText(validation);
  return (
    <li className={classes['item']}>
      <Stack gap={5}>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {description}
          </Text>
          <Text size="xs" c="dimmed" className="jw-number">
            {id}
          </Text>
        </Group>
        {(freeText || variant) && (
          <Group gap={4}>
            {freeText && (
              <StatusChip tone="info" hint="Any text is taken, also another than those listed">
                Free text
              </StatusChip>
            )}
            {variant && (
              <StatusChip tone="accent" hint="SKUs of a variation may differ by it">
                Variant
              </StatusChip>
            )}
          </Group>
        )}
        {rule !== undefined && <Text size="xs">Value: {rule}</Text>}
        {units.length > 0 && <Text size="xs">Units: {units.join(', ')}</Text>}
        <Values attribute={attribute} />
      </Stack>
    </li>
  );
}

function NodeFacts({ node }: { readonly node: NodeWithAttributes }) {
  const facts: KeyValue[] = [
    { label: 'Node', value: <CopyText text={String(node.id)} label="browse node id" /> },
    { label: 'Path', value: node.path },
    { label: 'Level', value: node.level },
    { label: 'Tax code', value: node.suggestedTaxCode === '' ? '–' : node.suggestedTaxCode },
    {
      label: 'State',
      value: node.active ? (
        <StatusChip tone="success">Active</StatusChip>
      ) : (
        <StatusChip tone="neutral">Inactive</StatusChip>
      ),
    },
    ...(node.children === 0
      ? []
      : [{ label: 'Below it', value: counted(node.children, 'browse node', 'browse nodes') }]),
    ...(node.amazonNodeIds.length === 0
      ? []
      : [{ label: 'At Amazon', value: <span className="jw-number">{node.amazonNodeIds.join(', ')}</span> }]),
  ];
  return <KeyValues labelWidth={90} items={facts} />;
}

export interface NodePanelProps {
  readonly taxonomyId: string;
  readonly nodeId: number;
  readonly onClose: () => void;
}

export function NodePanel({ taxonomyId, nodeId, onClose }: NodePanelProps) {
  const node = useTaxonomyNode(taxonomyId, nodeId);
  return (
    <ThingPanel kind="Browse node" id={String(nodeId)} name={node.data?.name} asked={node} onClose={onClose}>
      {(data) => (
        <>
          <NodeFacts node={data} />
          <div>
            <Title order={3} size="h5" mb={4}>
              {data.attributes.length === 0 ? 'Attributes' : counted(data.attributes.length, 'attribute', 'attributes')}
            </Title>
            {data.attributes.length === 0 ? (
              <Text size="sm" c="dimmed">
                No attribute belongs to it.
              </Text>
            ) : (
              <ul className={classes['list']}>
                {data.attributes.map((attribute) => (
                  <AttributeRow key={attribute.id} attribute={attribute} />
                ))}
              </ul>
            )}
          </div>
        </>
      )}
    </ThingPanel>
  );
}
