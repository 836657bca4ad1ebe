/** What a person must decide. */
export { OrderProblems } from './order-problems.tsx';
export { useProblemCount } from './problems.queries.ts';
export { parseProblemSearch } from './problems.ts';
