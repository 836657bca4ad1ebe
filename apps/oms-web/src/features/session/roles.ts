/** Owns what roles are called and what they may do, in words. */
import type { Role } from '@jetway/oms-api';

export const roleNames: Readonly<Record<Role, { readonly name: string; readonly may: string }>> = {
  admin: { name: 'Admin', may: 'Everything, with settings, people and keys.' },
  manager: { name: 'Manager', may: 'Everything about orders and stock, decisions and runs; no settings.' },
  warehouse: { name: 'Warehouse', may: 'Acknowledge, ship and adjust stock.' },
  'read-only': { name: 'Read only', may: 'Look at everything, change nothing.' },
};
