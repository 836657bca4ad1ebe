/** The door of the commands to a running OMS. */
import type { Command } from 'commander';
import type { Surroundings } from '../../surroundings.ts';
import type { Finish } from '../finish.ts';
import { addAudit } from './audit.ts';
import { addCancel } from './cancel.ts';
import { addInventory } from './inventory.ts';
import { addOrders } from './orders.ts';
import { addProblems } from './problems.ts';
import { addShip } from './ship.ts';
import { addSync } from './sync.ts';

/** Adds the words that speak to a running OMS. */
export function addOmsWords(oms: Command, surroundings: Surroundings, finish: Finish): void {
  const words = { surroundings, finish };
  for (const add of [addOrders, addShip, addCancel, addInventory, addSync, addProblems, addAudit]) add(oms, words);
}
