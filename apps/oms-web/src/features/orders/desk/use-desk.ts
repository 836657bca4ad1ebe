/** Owns what is open while somebody works on an order: the hold's dialog, the field for tags, the note's field; and their keys. */
import type { OrderSummary } from '@jetway/oms-api';
import { useDisclosure } from '@mantine/hooks';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useMay } from '../../session/index.ts';
import { isOpen } from '../orders.ts';

export interface DeskKey {
  readonly keys: string;
  readonly description: string;
  readonly run: () => void;
}

export interface Desk {
  readonly mayHold: boolean;
  readonly holding: boolean;
  readonly askHold: () => void;
  readonly closeHold: () => void;
  readonly tagging: boolean;
  readonly setTagging: (tagging: boolean) => void;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
  readonly keys: readonly DeskKey[];
}

export function useDesk(order: Pick<OrderSummary, 'status'>): Desk {
  const may = useMay();
  const [holding, { open: askHold, close: closeHold }] = useDisclosure(false);
  const [tagging, setTagging] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const mayHold = isOpen(order) && may('holdOrder');
  const mayTag = may('changeOrderTags');
  const mayNote = may('addOrderNote');
  const keys = useMemo<DeskKey[]>(
    () => [
      ...(mayHold ? [{ keys: 'h', description: 'Put on hold', run: askHold }] : []),
      ...(mayTag ? [{ keys: 't', description: 'Add a tag', run: () => setTagging(true) }] : []),
      ...(mayNote ? [{ keys: 'n', description: 'Write a note', run: () => noteField.current?.focus() }] : []),
    ],
    [mayHold, mayTag, mayNote, askHold],
  );
  return { mayHold, holding, askHold, closeHold, tagging, setTagging, noteField, keys };
}
