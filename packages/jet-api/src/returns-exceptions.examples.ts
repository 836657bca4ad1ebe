/** Owns the documented examples of both pages Returns Exception. */
import type { JetExample } from './example.ts';

const locations = ['9046335c27d146ee94b23ef61d8959bc', 'e3100213167d4abaa43a1c1dd6e4dc04'];

export const returnsExceptionExamples: readonly JetExample[] = [
  { kind: 'request', route: 'putReturnsException', name: 'Mixed Example', body: { return_location_ids: locations } },
  {
    kind: 'request',
    route: 'putReturnsException',
    name: 'Only Return Locations',
    body: { return_location_ids: locations },
  },
  { kind: 'request', route: 'putReturnsException', name: 'Clear Returns Exception', body: {} },
];
