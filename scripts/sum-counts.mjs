/** Owns the last line of CI: the sum of all its runs, and an exit code that is 0 only when all passed. */
import { countsLine, sumCounts } from './counts.mjs';

const counts = sumCounts(process.argv[2] ?? '');
console.log(countsLine(counts));
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
