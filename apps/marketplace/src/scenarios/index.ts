/** The door of scenarios: stories played on a test account. */
export { scenarioHandlers } from './scenarios.routes.ts';
export { createScenarios, type PlayedApis, type Scenarios } from './scenarios.ts';
export { noAnswerAsStop } from './stops.ts';
