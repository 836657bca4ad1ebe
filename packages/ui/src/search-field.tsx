/** Owns the field in which a list is searched: what is typed is used a moment later. */
import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

/** A search as the page's address holds it, and how to change that. */
export interface SearchFieldProps {
  readonly value: string;
  readonly label: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

/** Where the shortcut "/" leads: the list's search field; false when the page has none. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[data-search]');
  field?.focus();
  return field !== null;
}

/** Long enough not to ask with every letter, short enough to feel immediate. */
const TYPING_MS = 250;

export function SearchField({ value, label, placeholder, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((next: string) => {
    sent.current = next;
    onChange(next);
  }, TYPING_MS);
  // The address changed by other means (back, a link): the field follows.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  const type = (next: string) => {
    setTyped(next);
    send(next);
  };
  return (
    <TextInput
      data-search
      aria-label={label}
      placeholder={placeholder}
      style={{ flex: '1 1 220px', maxWidth: 420 }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed === '' ? undefined : <CloseButton size="sm" aria-label="Clear" onClick={() => type('')} />}
      maxLength={100}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
