/** Owns choosing a browse node of a world's taxonomy by its name. */
import type { PlacedNode } from '@jetway/marketplace-api';
import { failureOf } from '@jetway/ui';
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useFoundNodes, useTaxonomyOfWorld } from './taxonomies.queries.ts';

const TYPING_MS = 200;
const MOST_LETTERS = 100;

export interface BrowseNodeSelectProps {
  readonly worldId: string;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: number | undefined;
  readonly error?: string | undefined;
  readonly onChange: (nodeId: number | undefined) => void;
}

const optionOf = ({ id, path }: PlacedNode) => ({ value: String(id), label: `${path} (${id})` });

export function BrowseNodeSelect({ worldId, value, onChange, error, ...words }: BrowseNodeSelectProps) {
  const taxonomy = useTaxonomyOfWorld(worldId);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReturnType<typeof optionOf>>();
  const [settled] = useDebouncedValue(typed.trim(), TYPING_MS);
  // What the field shows after a choice is no search.
  const search = settled === chosen?.label ? '' : settled.slice(0, MOST_LETTERS);
  const found = useFoundNodes(taxonomy?.id, search);
  const options = (found.data?.items ?? []).map(optionOf);
  const others = options.filter(({ value: id }) => id !== chosen?.value);
  return (
    <Select
      {...words}
      searchable
      clearable
      data={chosen === undefined ? others : [chosen, ...others]}
      filter={({ options: all }) => all}
      maxDropdownHeight={220}
      nothingFoundMessage={failureOf(found.error)?.detail ?? (found.isFetching ? 'Looking …' : 'No such browse node')}
      rightSection={found.isFetching && search !== '' ? <Loader size={14} /> : undefined}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value === undefined ? null : String(value)}
      error={error}
      onChange={(id) => {
        setChosen(options.find((option) => option.value === id) ?? (id === chosen?.value ? chosen : undefined));
        onChange(id === null ? undefined : Number(id));
      }}
    />
  );
}
