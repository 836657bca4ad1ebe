/** Owns what the server tells about itself. */
import type { Clock } from '@jetway/kernel';
import { aboutRoutes } from '@jetway/oms-api';
import type { Handlers } from '@jetway/service';

export interface AboutDeps {
  readonly clock: Clock;
  readonly version: string;
  /** Name of this installation, shown to people. */
  readonly instance: string | null;
}

/** Name, version and time, for anybody. */
export function aboutFeature({ clock, version, instance }: AboutDeps): {
  readonly routes: typeof aboutRoutes;
  readonly handlers: Handlers<typeof aboutRoutes, unknown>;
} {
  return {
    routes: aboutRoutes,
    handlers: {
      getAbout: async () => ({ status: 200, body: { name: 'Jetway OMS', version, instance, now: clock.now() } }),
    },
  };
}
