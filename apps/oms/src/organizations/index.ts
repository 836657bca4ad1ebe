/** Organizations: the companies whose orders and stock this is; and the first of them. */
export { ensureFirstAdmin, type FirstAdmin, type FirstStart } from './first-start.ts';
export { insertOrganization, listOrganizations, type Organization } from './organizations.store.ts';
