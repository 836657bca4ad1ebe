/** Owns the fields behind the button "Filters" of the order list. */
import { orderStatuses } from '@jetway/oms-api';
import { Button, Group, MultiSelect, Popover, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { OrderFilterSearch, OrderListSearch } from '../orders.search.ts';
import { statusWords } from '../orders.ts';
import { type Names, noFilters, shipWords } from './filter-chips.ts';

export type FilterChange = Partial<Record<keyof OrderListSearch, string | undefined>>;

export interface FilterFieldsProps {
  readonly search: OrderListSearch;
  readonly names: Names;
  readonly count: number;
  readonly onChange: (change: FilterChange) => void;
}

const statuses = orderStatuses.map((value) => ({ value, label: statusWords[value].name }));
const windows = Object.entries(shipWords).map(([value, label]) => ({ value, label }));
const either = (yes: string, no: string) => [
  { value: 'yes', label: yes },
  { value: 'no', label: no },
];
const choices = (things: Names['connections']) => things.map(({ id, name }) => ({ value: id, label: name }));

interface ChoiceProps extends Pick<FilterFieldsProps, 'search' | 'onChange'> {
  readonly name: keyof OrderFilterSearch;
  readonly label: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ search, onChange, name, label, data }: ChoiceProps) {
  return (
    <Select
      label={label}
      placeholder="Any"
      clearable
      comboboxProps={{ withinPortal: false }}
      data={[...data]}
      value={search[name] ?? null}
      onChange={(value) => onChange({ [name]: value ?? undefined })}
    />
  );
}

/** A text that is used when the field is left, or with Enter. */
function TextFilter({
  search,
  onChange,
  name,
  label,
  type = 'text',
}: Omit<ChoiceProps, 'data'> & { readonly type?: string }) {
  const current = search[name] ?? '';
  const [typed, setTyped] = useState(current);
  const use = (text: string) => {
    if (text !== current) onChange({ [name]: text === '' ? undefined : text });
  };
  return (
    <TextInput
      label={label}
      type={type}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => use(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') use(typed.trim());
      }}
    />
  );
}

function Fields({ search, names, onChange }: FilterFieldsProps) {
  const common = { search, onChange };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
      <MultiSelect
        label="Status"
        placeholder={search.status === undefined ? 'Any' : ''}
        clearable
        comboboxProps={{ withinPortal: false }}
        data={statuses}
        value={search.status?.split(',') ?? []}
        onChange={(chosen) => onChange({ status: chosen.length === 0 ? undefined : chosen.join(',') })}
      />
      <Choice {...common} name="ship" label="Ship by" data={windows} />
      <Choice {...common} name="connection" label="Channel" data={choices(names.connections)} />
      <Choice {...common} name="location" label="Location" data={choices(names.locations)} />
      <TextFilter key={`from ${search.from}`} {...common} name="from" label="Placed from" type="date" />
      <TextFilter key={`to ${search.to}`} {...common} name="to" label="Placed to" type="date" />
      <Choice {...common} name="problems" label="Problems" data={either('With problems', 'Without')} />
      <Choice {...common} name="failed" label="Messages" data={either('One failed', 'None failed')} />
      <TextFilter key={`sku ${search.sku}`} {...common} name="sku" label="SKU, whole" />
      <TextFilter key={`state ${search.state}`} {...common} name="state" label="State it ships to" />
      <TextFilter key={`service ${search.service}`} {...common} name="service" label="Service level" />
    </SimpleGrid>
  );
}

export function FilterFields(props: FilterFieldsProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus width={440}>
      <Popover.Target>
        <Button
          variant={props.count === 0 ? 'default' : 'light'}
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={opened}
          onClick={() => setOpened((before) => !before)}
        >
          Filters{props.count === 0 ? '' : ` (${props.count})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 24px)">
        <Stack gap="sm">
          <Fields {...props} />
          <Group justify="space-between">
            <Button variant="subtle" size="xs" disabled={props.count === 0} onClick={() => props.onChange(noFilters)}>
              Clear all
            </Button>
            <Button size="xs" onClick={() => setOpened(false)}>
              Done
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
