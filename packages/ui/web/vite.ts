/** Owns how each web is built, and served while it is worked on. */
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** What webs differ in. */
export interface WebConfig {
  /** Folder of the web, which holds its index.html. */
  readonly root: string;
  /** Origin of the program that pages under development talk to: "http://127.0.0.1:4000". */
  readonly server: string;
  /** Path below which that program answers the pages: "/api". */
  readonly api: string;
}

/** The configuration of a web; the files in `public`, which all webs serve, are copied beside its page. */
export const defineWeb = ({ root, server, api }: WebConfig): UserConfig =>
  defineConfig({
    root,
    publicDir: `${import.meta.dirname}/public`,
    plugins: [react()],
    build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 900 },
    server: {
      host: '127.0.0.1',
      proxy: {
        // The program accepts changes only from its own address; while developing, this proxy speaks for it.
        [api]: { target: server, headers: { origin: server } },
        '/blobs': { target: server },
      },
    },
  });
