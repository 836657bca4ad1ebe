/** The door of the apps' processes. */
export { appEnvironment } from './app-environment.ts';
export { type AppProcess, startApp } from './app-process.ts';
export { runApp } from './run-app.ts';
