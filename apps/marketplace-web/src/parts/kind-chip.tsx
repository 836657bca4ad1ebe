/** Owns the chip that tells live from test. */
import { StatusChip } from '@jetway/ui';

export function KindChip({ kind }: { readonly kind: 'live' | 'test' }) {
  return <StatusChip tone={kind === 'live' ? 'success' : 'info'}>{kind === 'live' ? 'Live' : 'Test'}</StatusChip>;
}
