/** What a person must decide: raised by other features, listed by deadline, answered by one of its actions. */
export { problemPeopleFeature } from './problem-people.routes.ts';
export {
  type DoProblemAction,
  type ProblemActionCode,
  type ProblemAnswer,
  problemsFeature,
} from './problems.routes.ts';
export {
  countOrderProblems,
  type NewProblem,
  type ProblemAction,
  type ProblemFilter,
  type ProblemKind,
  raiseProblem,
  type StoredProblem,
  settleProblems,
} from './problems.store.ts';
