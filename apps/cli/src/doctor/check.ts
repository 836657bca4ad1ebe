/** Owns what a look of the doctor's is given and what it finds. */
import type { Surroundings } from '../surroundings.ts';

export interface DoctorOptions {
  readonly host: string;
  readonly omsPort: number;
  readonly marketplacePort: number;
  /** Absolute. */
  readonly dataFolder: string;
}

/** What one look found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

export type Look = (options: DoctorOptions, surroundings: Surroundings) => Promise<readonly Check[]> | readonly Check[];
