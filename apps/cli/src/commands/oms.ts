/** Owns `jetway oms`. */
import type { Command } from 'commander';
import type { Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { addServe } from './serve.ts';

export function addOms(program: Command, surroundings: Surroundings, finish: Finish): void {
  addServe(program, surroundings, finish, {
    app: 'oms',
    summary: 'the OMS alone',
    description: 'Starts the OMS: its HTTP API, its pages and its background work.',
    flags: [],
    examples: [
      'jetway oms --port 4000 --data ./shop',
      'DATABASE_URL=postgres://localhost/jetway jetway oms --role worker',
    ],
  });
}
