import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ArrowReport, readArrows } from './arrows.ts';

const packages = [
  'kernel',
  'http-contract',
  'jet-api',
  'jet-client',
  'oms-api',
  'marketplace-api',
  'service',
  'testkit',
  'ui',
];

/** A house in which every arrow is right. */
const sound: Record<string, string> = {
  ...Object.fromEntries(packages.map((name) => [`packages/${name}/src/index.ts`, 'export const door = 1;'])),
  'packages/kernel/src/money.test.ts': `import { test } from 'vitest'; import './index.ts'; void test;`,
  'packages/service/src/database.test.ts': `import '@jetway/testkit';`,
  'packages/service/src/server.ts': `import 'node:http'; import '@jetway/http-contract'; import '@jetway/kernel';`,
  'apps/marketplace/src/orders/index.ts': `import './orders.ts';`,
  'apps/marketplace/src/orders/orders.ts': `import '../skus/index.ts'; import '@jetway/jet-api';`,
  'apps/marketplace/src/orders/orders.test.ts': `import '@jetway/testkit'; import '../index.ts';`,
  'apps/marketplace/src/skus/index.ts': `import '@jetway/service';`,
  'apps/marketplace/src/skus/skus.store.ts': '',
  'apps/marketplace/src/index.ts': `import './orders/index.ts';`,
  'apps/marketplace/src/main.ts': `import './index.ts';`,
  'apps/oms/src/channels/index.ts': `import './channel.ts';`,
  'apps/oms/src/channels/channel.ts': '',
  'apps/oms/src/channels/jet/index.ts': `import '@jetway/jet-client'; import '@jetway/jet-api'; import '../index.ts';`,
  'apps/oms/src/channels/jet/jet-orders.ts': '',
  'apps/oms/src/orders/index.ts': `import '../channels/index.ts';`,
  'apps/oms/src/index.ts': `import './channels/jet/index.ts'; import './orders/index.ts';`,
  'apps/oms-web/src/main.tsx': `import '@jetway/ui'; import '@jetway/oms-api';`,
  'apps/cli/src/main.ts': `import '@jetway/oms-api';`,
  'e2e/flows/order.test.ts': `import '@jetway/oms'; import '@jetway/testkit';`,
  'bench/http/main.ts': `import '@jetway/marketplace';`,
};

/** Each violation: the file that commits it, what it imports, the rules that must report it. */
const wrong: readonly (readonly [file: string, imported: string, ...rules: string[]])[] = [
  ['packages/kernel/src/wrong.ts', 'node:fs', 'kernel-has-no-dependencies'],
  ['packages/kernel/src/wrong-2.ts', '@jetway/http-contract', 'package-kernel', 'kernel-has-no-dependencies'],
  ['packages/http-contract/src/wrong.ts', 'node:http', 'isomorphic'],
  ['packages/http-contract/src/wrong-2.ts', '@jetway/jet-api', 'package-http-contract'],
  ['packages/jet-api/src/wrong.ts', '@jetway/service', 'package-jet-api'],
  ['packages/jet-client/src/wrong.ts', '@jetway/oms-api', 'package-jet-client'],
  ['packages/service/src/wrong.ts', '@jetway/jet-api', 'package-service'],
  ['packages/service/src/wrong-2.ts', '@jetway/testkit', 'testkit-in-tests'],
  ['packages/testkit/src/wrong.ts', '@jetway/oms', 'package-testkit', 'apps-from-outside'],
  ['packages/ui/src/wrong.ts', '@jetway/oms-api', 'package-ui'],
  ['packages/oms-api/src/wrong.ts', '../../kernel/src/money.ts', 'packages-by-their-door'],
  ['apps/marketplace/src/orders/wrong.ts', '@jetway/oms', 'apps-apart'],
  ['apps/marketplace/src/orders/wrong-2.ts', '@jetway/jet-client', 'marketplace-without-client'],
  ['apps/marketplace/src/orders/wrong-3.ts', '../skus/skus.store.ts', 'features-by-their-door'],
  ['apps/marketplace/src/orders/wrong-4.ts', '../index.ts', 'factory'],
  ['apps/marketplace/src/wrong.ts', './skus/skus.store.ts', 'features-by-their-door-from-wiring'],
  ['apps/marketplace/src/skus/wrong.ts', '@jetway/testkit', 'testkit-in-tests'],
  ['apps/oms/src/orders/wrong.ts', '../../../marketplace/src/index.ts', 'apps-apart'],
  ['apps/oms/src/orders/wrong-2.ts', '@jetway/jet-client', 'jet-only-in-its-channel'],
  ['apps/oms/src/orders/wrong-3.ts', '@jetway/jet-api', 'jet-only-in-its-channel'],
  ['apps/oms/src/channels/wrong.ts', '@jetway/jet-api', 'jet-only-in-its-channel'],
  ['apps/oms/src/orders/wrong-4.ts', '../channels/jet/jet-orders.ts', 'features-by-their-door'],
  ['apps/oms/src/orders/wrong-5.ts', '@jetway/marketplace-api', 'oms-without-operator-api'],
  ['apps/oms/src/orders/wrong-6.ts', './gone.ts', 'resolvable'],
  ['apps/oms-web/src/wrong.ts', '@jetway/service', 'webs'],
  ['apps/oms-web/src/wrong-2.ts', '@jetway/jet-api', 'webs', 'jet-only-in-its-channel'],
  ['apps/oms-web/src/wrong-3.ts', '@jetway/oms', 'webs', 'apps-apart'],
  ['apps/cli/src/wrong.ts', '@jetway/marketplace', 'apps-apart'],
  ['apps/cli/src/wrong-2.ts', '../../../scripts/check.ts', 'scripts-are-not-used'],
  ['e2e/flows/wrong.test.ts', '../../apps/oms/src/orders/index.ts', 'apps-by-their-door'],
  ['scripts/check.ts', '@jetway/oms', 'apps-from-outside'],
  ['packages/kernel/src/cycle.ts', './money.ts', 'no-cycles'],
];

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A tree of such files, its workspaces linked under node_modules as npm does. */
const build = async (files: Record<string, string>): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'jetway-arrows-'));
  folders.push(folder);
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  await mkdir(path.join(folder, 'node_modules/@jetway'), { recursive: true });
  for (const group of ['apps', 'packages']) {
    for (const name of await readdir(path.join(folder, group))) {
      const workspace = { name: `@jetway/${name}`, type: 'module', exports: { '.': './src/index.ts' } };
      await writeFile(path.join(folder, group, name, 'package.json'), JSON.stringify(workspace));
      await symlink(path.join(folder, group, name), path.join(folder, 'node_modules/@jetway', name));
    }
  }
  await mkdir(path.join(folder, 'node_modules/vitest'));
  await writeFile(path.join(folder, 'node_modules/vitest/index.js'), '');
  return folder;
};

const cruise = async (files: Record<string, string>): Promise<ArrowReport> =>
  readArrows(await build(files), [
    'apps',
    'packages',
    'e2e',
    'bench',
    ...(files['scripts/check.ts'] ? ['scripts'] : []),
  ]);

test('a house in which every arrow is right is let through, and was really read', async () => {
  const report = await cruise(sound);
  expect(report.violations).toEqual([]);
  expect(report.modules).toBeGreaterThanOrEqual(Object.keys(sound).length);
});

describe('a wrong arrow is reported', () => {
  let violations: readonly string[] = [];
  beforeAll(async () => {
    const files = Object.fromEntries(wrong.map(([file, imported]) => [file, `import '${imported}';`]));
    const otherHalf = { 'packages/kernel/src/money.ts': `import './cycle.ts';` };
    violations = (await cruise({ ...sound, ...otherHalf, ...files })).violations;
  });

  test.each(wrong)('%s → %s', (file, _imported, ...rules) => {
    const reported = violations.filter((violation) => violation.includes(`: ${file} →`));
    expect(reported.map((violation) => violation.split(':')[0]).toSorted()).toEqual(rules.toSorted());
  });

  test('even when it carries types alone', async () => {
    const file = 'apps/oms/src/orders/wrong.ts';
    const report = await cruise({
      ...sound,
      [file]: `import type { Sku } from '@jetway/jet-client'; export type S = Sku;`,
    });
    expect(report.violations).toEqual([`jet-only-in-its-channel: ${file} → packages/jet-client/src/index.ts`]);
  });
});
