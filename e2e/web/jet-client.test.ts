/** Owns the proof that the published client works in a browser: its packed packages, bundled by Vite, run by Chromium. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { startFarSide } from '../../scripts/pack-far-side.fixture.ts';
import { packPublished, publishedPackages } from '../../scripts/published-packages.ts';
import { openBrowser } from './support/browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder with the packages as they are published, and nothing else of ours. */
async function installPackages(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jetway-browser-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const built = path.join(folder, 'built');
  await mkdir(built);
  await packPublished(built, path.join(folder, 'tarballs'));
  for (const name of publishedPackages)
    await cp(path.join(built, name), path.join(folder, 'node_modules/@jetway', name), { recursive: true });
  await symlink(path.join(root, 'node_modules/typebox'), path.join(folder, 'node_modules/typebox'), 'junction');
  return folder;
}

/** The program of the readme, with what it prints; the page says where the marketplace is. */
async function readReadme(folder: string): Promise<{ readonly program: string; readonly printed: string }> {
  const readme = await readFile(path.join(folder, 'node_modules/@jetway/jet-client/README.md'), 'utf8');
  const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';
  return {
    program: block('js').replace("process.env['JET_URL'] ?? ''", 'location.origin + "/api"'),
    printed: block('text'),
  };
}

async function bundle(folder: string, program: string): Promise<string> {
  const entry = path.join(folder, 'program.js');
  await writeFile(entry, `const process = { env: {} };\n${program}\ndocument.title = 'done';\n`);
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'program' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('nothing was bundled');
  return chunk.code;
}

test('the program of the readme does in Chromium what it does in Node', async () => {
  const folder = await installPackages();
  const { program, printed } = await readReadme(folder);
  const code = await bundle(folder, program);
  expect(code).not.toMatch(/['"`]node:/);
  const farSide = await startFarSide(
    new Map([
      [
        '/',
        [
          'text/html',
          '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/program.js"></script>',
        ],
      ],
      ['/program.js', ['text/javascript', code]],
    ]),
  );
  onTestFinished(farSide.close);
  const browser = await openBrowser();
  onTestFinished(browser.close);
  const { page } = await browser.open();
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  await page.goto(new URL(farSide.url).origin);
  await expect.poll(() => page.title(), { timeout: 20_000 }).toBe('done');
  expect(`${lines.join('\n')}\n`).toBe(printed);
  expect(browser.faults()).toEqual([]);
}, 240_000);
