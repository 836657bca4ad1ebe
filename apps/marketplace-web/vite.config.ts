/** Owns how the operator console is built, and served while it is worked on. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The marketplace that pages under development talk to. */
const server = 'http://127.0.0.1:4010';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/operator': {
        target: server,
        // The marketplace accepts changes only from its own address; while developing, this proxy speaks for it.
        headers: { origin: server },
      },
      '/blobs': { target: server },
    },
  },
});
