/** Owns `jetway marketplace`. */
import type { Command } from 'commander';
import type { Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { addServe } from './serve.ts';
import { addTaxonomy } from './taxonomy.ts';

export function addMarketplace(program: Command, surroundings: Surroundings, finish: Finish): void {
  const marketplace = addServe(program, surroundings, finish, {
    app: 'marketplace',
    summary: 'the marketplace alone',
    description: 'Starts the marketplace: the merchant API, the operator page, shoppers.',
    flags: [
      ['--fixtures <file>', 'make or update what this JSON file declares'],
      ['--fixtures-reset', 'first remove what belongs to the accounts that the file names'],
      ['--shoppers <rate>', 'orders a minute that shoppers place'],
      ['--demo', 'seed the demo merchant and its catalogue'],
    ],
    examples: [
      'jetway marketplace --port 4010 --data ./sandbox',
      'jetway marketplace --fixtures merchants.json --shoppers 6',
      'DATABASE_URL=postgres://localhost/jetway jetway marketplace --role http',
    ],
  });
  addTaxonomy(marketplace, surroundings, finish);
}
