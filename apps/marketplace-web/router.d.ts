/**
 * Owns telling the router library which pages exist here. The library keeps one such place for a whole program, so it
 * stands beside `src`, and each web is type-checked by a configuration of its own.
 */
import type { createConsoleRouter } from './src/router.tsx';

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
