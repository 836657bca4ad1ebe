/** The demo: what `jetway demo` finds in the OMS at its first start. */
export { demoConnection } from './demo-connection.ts';
export { cataloguePath, type DemoFile, readDemoFile } from './demo-files.ts';
export { createDemoSeeding, type DemoSeedDeps, type MakeDemoConnection } from './seed-demo.ts';
