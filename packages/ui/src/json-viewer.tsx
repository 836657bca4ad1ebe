/** Owns JSON on screen: a tree that folds, and the whole text to copy. */
import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from './copy-text.tsx';
import classes from './json-viewer.module.css';

export interface JsonViewerProps {
  readonly value: unknown;
  readonly label: string;
  /** Any CSS length; longer content scrolls. */
  readonly maxHeight?: string;
  /** Levels open at first. */
  readonly openLevels?: number;
}

interface NodeProps {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly level: number;
  readonly openLevels: number;
}

const entriesOf = (value: object): [string, unknown][] => Object.entries(value);

function Leaf({ value }: { readonly value: unknown }) {
  const kind = value === null ? 'null' : typeof value;
  return <span data-kind={kind}>{JSON.stringify(value) ?? 'undefined'}</span>;
}

function Name({ name }: { readonly name: string | undefined }) {
  return name === undefined ? null : <span className={classes['name']}>{name}: </span>;
}

function Branch({ name, value, level, openLevels }: NodeProps & { readonly value: object }) {
  const [open, setOpen] = useState(level < openLevels);
  const entries = entriesOf(value);
  const [start, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0)
    return (
      <div className={classes['line']}>
        <Name name={name} />
        {start}
        {end}
      </div>
    );
  return (
    <div>
      <button type="button" className={classes['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={classes['mark']} aria-hidden>
          {open ? '▾' : '▸'}
        </span>
        <Name name={name} />
        {open ? start : `${start} ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'} ${end}`}
      </button>
      {open && (
        <>
          <div className={classes['inner']}>
            {entries.map(([key, inner]) => (
              <JsonNode key={key} name={key} value={inner} level={level + 1} openLevels={openLevels} />
            ))}
          </div>
          <div className={classes['line']}>{end}</div>
        </>
      )}
    </div>
  );
}

function JsonNode(props: NodeProps) {
  if (typeof props.value === 'object' && props.value !== null) return <Branch {...props} value={props.value} />;
  return (
    <div className={classes['line']}>
      <Name name={props.name} />
      <Leaf value={props.value} />
    </div>
  );
}

export function JsonViewer({ value, label, openLevels = 3, maxHeight = '60vh' }: JsonViewerProps) {
  return (
    <div className={classes['box']}>
      <Group justify="space-between" wrap="nowrap" className={classes['head'] ?? ''}>
        <Text size="xs" c="dimmed" fw={600}>
          {label}
        </Text>
        <CopyButton text={JSON.stringify(value, null, 2) ?? ''} label={label} />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes['tree']} aria-label={label} tabIndex={0} style={{ maxHeight }}>
        <JsonNode name={undefined} value={value} level={0} openLevels={openLevels} />
      </section>
    </div>
  );
}
