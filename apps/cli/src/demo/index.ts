/** The door of the demo. */
export { readCliFile } from './cli-file.ts';
export { type DemoOptions, defaultDataFolder, defaultPorts } from './demo-options.ts';
export { runDemo } from './run-demo.ts';
export { checkDisk, checkFolder, checkPort } from './start-checks.ts';
