/**
 * Owns the way into every root npm script. A Node far too old for Jetway still reads this file and can say so: it has
 * no import at the top and no syntax that such a Node does not know.
 */
const oldestNode = 20;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  console.error(`Jetway needs Node ${oldestNode} or newer; this is ${process.version}`);
  process.exit(1);
}

void import('./launcher/main.mjs').then((launcher) => launcher.main(process.argv.slice(2)));
