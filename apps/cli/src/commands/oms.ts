/** Owns `jetway oms`. */
import type { Command } from 'commander';
import type { Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { addOmsWords } from './oms/index.ts';
import { addServe } from './serve.ts';

export function addOms(program: Command, surroundings: Surroundings, finish: Finish): void {
  const oms = addServe(program, surroundings, finish, {
    app: 'oms',
    summary: 'the OMS alone, and commands to a running one',
    description:
      'Without a further word: starts the OMS: its HTTP API, its pages and its background work. The words speak to a running one.',
    flags: [],
    examples: [
      'jetway oms --port 4000 --data ./shop',
      'DATABASE_URL=postgres://localhost/jetway jetway oms --role worker',
      'jetway oms orders list --tab to-ship',
    ],
  });
  addOmsWords(oms, surroundings, finish);
}
