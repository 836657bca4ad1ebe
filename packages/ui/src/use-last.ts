/** Owns what a closing dialog still shows. */
import { useState } from 'react';

/** The value, or when there is none any more the last one: a dialog keeps its content while it fades away. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
