/** The door of the demo. */
export { serveDemoImages } from './demo-images.ts';
export { type DemoDeps, type DemoSeed, seedDemo } from './seed-demo.ts';
