/** Owns the tree of browse nodes: branches are asked for when they are opened, and the arrow keys go through it. */
import type { PlacedNode } from '@jetway/marketplace-api';
import { FailureAlert, failureOf, LoadingLines, StatusChip } from '@jetway/ui';
import { Loader, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTaxonomyNodes } from '../taxonomies.queries.ts';
import { counted, isExpanded, type TreeRow, treeStep } from '../taxonomies.ts';
import classes from './taxonomy-tree.module.css';

export interface TaxonomyTreeProps {
  readonly taxonomyId: string;
  /** The node whose panel is open. */
  readonly openId: number | undefined;
  /** Those above it. */
  readonly ancestors: ReadonlySet<number>;
  readonly onOpen: (nodeId: number) => void;
  /** Shown when there is no node at all. */
  readonly empty: ReactNode;
}

interface Tree extends TaxonomyTreeProps {
  readonly chosen: ReadonlyMap<number, boolean>;
  readonly toggle: (nodeId: number, isOpen: boolean) => void;
  /** The row that the Tab key leads to; the first one while none had the focus. */
  readonly activeKey: string | undefined;
}

interface ItemProps {
  readonly tree: Tree;
  readonly node: PlacedNode;
  readonly level: number;
  readonly isFirst: boolean;
}

const indent = (level: number) => ({ paddingLeft: (level - 1) * 22 });
const tabIndexOf = ({ activeKey }: Tree, key: string, isFirst: boolean): 0 | -1 =>
  activeKey === key || (activeKey === undefined && isFirst) ? 0 : -1;

function Item({ tree, node, level, isFirst }: ItemProps) {
  const open = isExpanded(tree.chosen, tree.ancestors, node.id);
  const key = `node-${node.id}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys of all its rows
    <div
      role="treeitem"
      className={classes['item']}
      style={indent(level)}
      data-key={key}
      data-node={node.id}
      aria-level={level}
      aria-selected={tree.openId === node.id}
      {...(node.children > 0 ? { 'aria-expanded': open } : {})}
      tabIndex={tabIndexOf(tree, key, isFirst)}
      onClick={(event) => {
        const onFold = event.target instanceof Element && event.target.closest('[data-fold]') !== null;
        if (onFold) tree.toggle(node.id, !open);
        else tree.onOpen(node.id);
      }}
    >
      <span className={classes['fold']} aria-hidden {...(node.children > 0 ? { 'data-fold': true } : {})}>
        {node.children > 0 && <IconChevronRight size={16} />}
      </span>
      <span className={classes['name']}>{node.name}</span>
      {!node.active && <StatusChip tone="neutral">Inactive</StatusChip>}
      {node.children > 0 && (
        <Text size="xs" c="dimmed" className="jw-number" style={{ whiteSpace: 'nowrap' }}>
          {counted(node.children, 'node', 'nodes')}
        </Text>
      )}
    </div>
  );
}

interface MoreProps {
  readonly tree: Tree;
  readonly parentId: number;
  readonly level: number;
  readonly busy: boolean;
  readonly onMore: () => void;
}

function MoreItem({ tree, parentId, level, busy, onMore }: MoreProps) {
  const key = `more-${parentId}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys of all its rows
    <div
      role="treeitem"
      className={classes['item']}
      style={indent(level)}
      data-key={key}
      aria-level={level}
      aria-selected={false}
      tabIndex={tabIndexOf(tree, key, false)}
      onClick={() => {
        if (!busy) onMore();
      }}
    >
      <span className={classes['fold']} aria-hidden>
        {busy && <Loader size={14} />}
      </span>
      <span className={classes['more']}>Show more</span>
    </div>
  );
}

interface BranchProps {
  readonly tree: Tree;
  readonly parentId: number;
  readonly level: number;
}

function Branch({ tree, parentId, level }: BranchProps) {
  const nodes = useTaxonomyNodes(tree.taxonomyId, { parentId });
  const failure = failureOf(nodes.query.error);
  if (nodes.rows === undefined)
    return (
      <div className={classes['below']} style={indent(level + 1)} role="none">
        {failure === undefined ? (
          <LoadingLines count={parentId === 0 ? 8 : 2} />
        ) : (
          <FailureAlert failure={failure} onRetry={() => void nodes.query.refetch()} />
        )}
      </div>
    );
  if (nodes.rows.length === 0) return parentId === 0 ? tree.empty : null;
  return (
    <>
      {nodes.rows.map((node, index) => (
        <Fragment key={node.id}>
          <Item tree={tree} node={node} level={level} isFirst={parentId === 0 && index === 0} />
          {node.children > 0 && isExpanded(tree.chosen, tree.ancestors, node.id) && (
            <Branch tree={tree} parentId={node.id} level={level + 1} />
          )}
        </Fragment>
      ))}
      {nodes.more.hasMore && (
        <MoreItem tree={tree} parentId={parentId} level={level} busy={nodes.more.busy} onMore={nodes.more.onMore} />
      )}
    </>
  );
}

const rowOf = (element: HTMLElement): TreeRow => {
  const expanded = element.getAttribute('aria-expanded');
  return {
    level: Number(element.getAttribute('aria-level')),
    expanded: expanded === null ? undefined : expanded === 'true',
  };
};

/** What stands on screen is what the keys go through. */
function useTreeKeys(toggle: Tree['toggle']) {
  const place = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = [...(place.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
    const index = event.target instanceof HTMLElement ? items.indexOf(event.target) : -1;
    const item = items[index];
    const step = treeStep(items.map(rowOf), index, event.key);
    if (item === undefined || step === undefined) return;
    event.preventDefault();
    if (step.kind === 'focus') items[step.index]?.focus();
    else if (step.kind === 'open') item.click();
    else toggle(Number(item.dataset['node']), step.kind === 'expand');
  };
  return { place, onKeyDown };
}

export function TaxonomyTree(props: TaxonomyTreeProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [activeKey, setActiveKey] = useState<string>();
  const toggle = (nodeId: number, isOpen: boolean) => setChosen((before) => new Map(before).set(nodeId, isOpen));
  const { place, onKeyDown } = useTreeKeys(toggle);
  return (
    <div
      ref={place}
      role="tree"
      tabIndex={-1}
      aria-label="Browse nodes"
      className={classes['tree']}
      onKeyDown={onKeyDown}
      onFocus={(event) => setActiveKey(event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined)}
    >
      <Branch tree={{ ...props, chosen, toggle, activeKey }} parentId={0} level={1} />
    </div>
  );
}
