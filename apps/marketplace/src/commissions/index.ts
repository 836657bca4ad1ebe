/** The door of commissions: what the marketplace keeps of a sale. */
export { commissionHandlers } from './commissions.routes.ts';
export { COMMISSIONS_OF_SKUS, type CommissionsRow, commissionsFromRow } from './commissions.store.ts';
export {
  type Commissions,
  type FeeAdjustment,
  feesForUnits,
  feesOf,
  NO_COMMISSIONS,
  type Sale,
} from './commissions.ts';
