/**
 * Owns `npm run dev`: the demo on its usual ports, and Vite's development servers in front of the webs. Browsers go to
 * Vite, whose proxy (each web's `vite.config.ts`) hands what is not a page on to the app.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './run-node.ts';

const help = `npm run dev [-- options of "npm start"]

Starts the demo as "npm start" does, and Vite for the pages: OMS http://127.0.0.1:5173, marketplace http://127.0.0.1:5174.
The ports of the apps must stay 4000 and 4010, which Vite's proxies expect.
`;

const vite = path.join(root, 'node_modules/vite/bin/vite.js');
const jetway = path.join(root, 'apps/cli/bin/jetway.mjs');

const startVite = (web: string, port: number) =>
  spawn(process.execPath, [vite, '--port', String(port), '--strictPort', '--clearScreen', 'false'], {
    cwd: path.join(root, 'apps', web),
    stdio: ['ignore', 'inherit', 'inherit'],
  });

const main = (args: readonly string[]): void => {
  const vites = [
    { web: 'oms-web', port: 5173 },
    { web: 'marketplace-web', port: 5174 },
  ]
    .filter(({ web }) => existsSync(path.join(root, 'apps', web, 'vite.config.ts')))
    .map(({ web, port }) => startVite(web, port));
  const demo = spawn(process.execPath, [jetway, 'demo', ...args], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => demo.kill(signal));
  demo.on('exit', (code) => {
    for (const server of vites) server.kill();
    process.exitCode = code ?? 1;
  });
};

const args = process.argv.slice(2);
if (args.includes('--help')) console.log(help);
else main(args);
