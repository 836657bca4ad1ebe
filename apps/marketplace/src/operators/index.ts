/** The door of operators. */

export {
  guardedSessionHandlers,
  openSessionHandlers,
  openSessionRoutes,
  operatorAuthenticate,
} from './operators.routes.ts';
export {
  type ChosenOperator,
  createOperators,
  type FirstOperator,
  type OperatorContext,
  type Operators,
  type SignInCode,
} from './operators.ts';
