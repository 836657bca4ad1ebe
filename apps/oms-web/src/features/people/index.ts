/** The people of the organization, as far as other pages need them. */
export { useMembers } from './people.queries.ts';
