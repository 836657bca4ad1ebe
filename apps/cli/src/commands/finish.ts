/** Owns how a command tells that it is done. */

/** Tells the exit code that a command ends with. */
export type Finish = (exitCode: number) => void;
