/** Owns whose a view is, and who may do what with it. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { decidingRoles, type OrderList, type Role, workingRoles } from '@jetway/oms-api';

/** A view of the order list as it is kept. */
export interface ViewRow {
  readonly viewId: string;
  readonly ownerId: string;
  /** Who made it, as actors are written. */
  readonly owner: string;
  readonly shared: boolean;
  readonly name: string;
  readonly list: OrderList;
  readonly columns: readonly string[];
  readonly version: number;
}

/** Who looks at views: a person, or a key. */
export interface Viewer {
  readonly ownerId: string;
  readonly role: Role;
}

const isAmong = (roles: readonly Role[], role: Role): boolean => roles.includes(role);

/** Others' views are not there unless they are shared. */
export const maySee = (view: Pick<ViewRow, 'ownerId' | 'shared'>, { ownerId }: Viewer): boolean =>
  view.shared || view.ownerId === ownerId;

/** Whoever only looks at orders keeps views for himself alone. */
export const mayShare = ({ role }: Viewer): Result<void, 'sharing_not_allowed'> =>
  isAmong(workingRoles, role)
    ? ok(undefined)
    : refuse('sharing_not_allowed', 'Your role may keep views, but not share them.', { path: '/shared' });

/** A view belongs to who made it; shared ones can be put right by those who decide. */
export const mayChange = (view: Pick<ViewRow, 'ownerId' | 'shared'>, { ownerId, role }: Viewer): boolean =>
  view.ownerId === ownerId || (view.shared && isAmong(decidingRoles, role));

/** The views in the order that the person chose; those without a place come after, the oldest first. */
export function inOrder(views: readonly ViewRow[], viewIds: readonly string[]): readonly ViewRow[] {
  const places = new Map(viewIds.map((id, place) => [id, place]));
  const placeOf = ({ viewId }: ViewRow): number => places.get(viewId) ?? viewIds.length;
  return views.toSorted((a, b) => placeOf(a) - placeOf(b));
}
