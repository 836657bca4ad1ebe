/** Owns writing `zip-areas.ts`. */
import { writeFile } from 'node:fs/promises';
import { zipAreasModule } from './zip-data.ts';

await writeFile(new URL('zip-areas.ts', import.meta.url), zipAreasModule());
