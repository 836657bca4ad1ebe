import { expect, test } from 'vitest';
import { filterCommands } from './commands.ts';

const commands = [
  { label: 'Orders', group: 'Go to' },
  { label: 'Locations', group: 'Settings' },
  { label: 'Ada Lovelace', group: 'Orders', found: true },
];

test('every word must occur in the label or the group', () => {
  expect(filterCommands(commands, 'sett loc').map(({ label }) => label)).toEqual(['Locations', 'Ada Lovelace']);
});

test('what the server found stays although its words differ, behind the pages', () => {
  expect(filterCommands(commands, '').map(({ label }) => label)).toEqual(['Orders', 'Locations', 'Ada Lovelace']);
  expect(filterCommands(commands, '1042').map(({ label }) => label)).toEqual(['Ada Lovelace']);
});
