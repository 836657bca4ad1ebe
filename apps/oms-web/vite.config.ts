/** Owns how the seller's admin is built, and served while it is worked on. */
import { defineWeb } from '@jetway/ui/vite';

export default defineWeb({ root: import.meta.dirname, server: 'http://127.0.0.1:4000', api: '/api' });
