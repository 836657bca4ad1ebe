/** Owns the arrows of ARCHITECTURE.md: who may import whom. `npm run check` applies them. */

/** Code that only tests run. */
const testCode = '\\.test(-support)?\\.tsx?$|\\.fixture\\.ts$|/testing/';

/** Everything that is ours, in some workspace or beside them. */
const ours = '^(apps|packages|e2e|bench|scripts)/';

/** A package may use itself and these packages of ours, nothing else of ours. */
const packageMay = (name, allowed) => ({
  name: `package-${name.replaceAll('[^/]+', 'x')}`,
  comment: `packages/${name} may use ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  // The testkit is left to the rule testkit-in-tests.
  to: {
    path: ours,
    pathNot: ['^packages/testkit/', `^packages/${name}/`, ...allowed.map((other) => `^packages/${other}/`)],
  },
});

const apis = '[^/]+-api';

const packageRules = [
  packageMay('kernel', []),
  packageMay('http-contract', ['kernel']),
  packageMay('jet-api', ['http-contract', 'kernel']),
  packageMay('oms-api', ['http-contract', 'kernel']),
  packageMay('marketplace-api', ['http-contract', 'kernel']),
  packageMay('jet-client', ['jet-api', 'http-contract', 'kernel']),
  packageMay('service', ['http-contract', 'kernel']),
  packageMay('ui', ['http-contract', 'kernel']),
  packageMay('testkit', ['service', 'http-contract', 'kernel', apis]),
  {
    name: 'kernel-has-no-dependencies',
    comment: 'The kernel is pure: no package, no part of Node. Its tests may use the test runner.',
    severity: 'error',
    from: { path: '^packages/kernel/', pathNot: testCode },
    to: { pathNot: '^packages/kernel/' },
  },
  {
    name: 'isomorphic',
    comment: 'Contracts and clients run in a browser too: nothing of Node.',
    severity: 'error',
    from: { path: `^packages/(http-contract|${apis}|jet-client|ui)/`, pathNot: testCode },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'packages-by-their-door',
    comment:
      'A package is entered by its index.ts, under its name. The lock of service has a door of its own: the demo takes it before anything else, and must not load a whole server for it.',
    severity: 'error',
    from: { path: '^(?:apps|packages)/([^/]+)/|^(?:e2e|bench|scripts)/' },
    to: {
      path: '^packages/[^/]+/src/',
      pathNot: [
        '^packages/$1/',
        '^packages/[^/]+/src/index\\.tsx?$',
        '^packages/service/src/database/directory-lock\\.ts$',
      ],
    },
  },
];

const appRules = [
  {
    name: 'apps-apart',
    comment: 'Apps never import each other; they meet over HTTP. The command line imports no app either.',
    severity: 'error',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'apps-from-outside',
    comment: 'No package and no script imports an app.',
    severity: 'error',
    from: { path: '^(packages|scripts)/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-by-their-door',
    comment: 'Only e2e and bench import the apps’ factories, by the door; nothing imports a web or the command line.',
    severity: 'error',
    from: { path: '^(e2e|bench)/' },
    to: { path: '^apps/', pathNot: '^apps/(marketplace|oms)/src/index\\.ts$' },
  },
  {
    name: 'jet-only-in-its-channel',
    comment: 'Of the OMS only channels/jet knows Jet: its contract and its client.',
    severity: 'error',
    from: { path: '^apps/(?!marketplace/)', pathNot: '^apps/oms/src/channels/jet/' },
    to: { path: '^packages/(jet-api|jet-client)/' },
  },
  {
    name: 'marketplace-without-client',
    comment: 'The marketplace speaks its contracts, not the clients and contracts of those who call others.',
    severity: 'error',
    from: { path: '^apps/marketplace/' },
    to: { path: '^packages/(jet-client|oms-api|ui)/' },
  },
  {
    name: 'oms-without-operator-api',
    comment: 'The OMS meets the marketplace through the merchant API alone.',
    severity: 'error',
    from: { path: '^apps/oms/' },
    to: { path: '^packages/(marketplace-api|ui)/' },
  },
  {
    name: 'webs',
    comment: 'A web uses the ui package and the derived clients, and what those stand on.',
    severity: 'error',
    from: { path: '^apps/([^/]+-web)/' },
    to: { path: ours, pathNot: ['^apps/$1/', `^packages/(ui|(?:oms|marketplace)-api|http-contract|kernel)/`] },
  },
  {
    name: 'features-by-their-door',
    comment: 'A feature folder is entered by its index.ts alone (each channel is a feature of its own).',
    severity: 'error',
    from: { path: '^apps/([^/]+)/src/((?:channels/(?:jet|csv)|[^/]+)/)' },
    to: {
      path: '^apps/(?:marketplace|oms|cli)/src/[^/]+/',
      pathNot: ['^apps/$1/src/$2', '^apps/[^/]+/src/(?:channels/)?[^/]+/index\\.ts$'],
    },
  },
  {
    name: 'features-by-their-door-from-wiring',
    comment: 'Wiring enters a feature by its index.ts too.',
    severity: 'error',
    from: { path: '^apps/[^/]+/src/[^/]+\\.ts$' },
    to: {
      path: '^apps/(?:marketplace|oms|cli)/src/[^/]+/',
      pathNot: '^apps/[^/]+/src/(?:channels/)?[^/]+/index\\.ts$',
    },
  },
  {
    name: 'factory',
    comment: 'An app is made by its own main.ts, by tests, by e2e and by bench; no feature knows the whole.',
    severity: 'error',
    from: { path: '^apps/(marketplace|oms)/src/[^/]+/', pathNot: testCode },
    to: { path: '^apps/$1/src/(index|app|main)\\.ts$' },
  },
];

const otherRules = [
  {
    name: 'no-cycles',
    comment: 'Modules, and with them features, form no cycles.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'testkit-in-tests',
    comment: 'Only tests use the testkit.',
    severity: 'error',
    from: { pathNot: [testCode, '^(e2e|bench)/', '^packages/testkit/'] },
    to: { path: '^packages/testkit/' },
  },
  {
    name: 'suites-are-not-used',
    comment: 'Nobody imports e2e or bench.',
    severity: 'error',
    from: { path: '^(apps|packages|scripts)/' },
    to: { path: '^(e2e|bench)/' },
  },
  {
    name: 'scripts-are-not-used',
    comment:
      'Of the scripts, the command line uses the launcher: its door, and the doctor, who must judge an installation alike. A test in the browser packs the published packages as they are packed.',
    severity: 'error',
    from: { path: '^(apps|packages|e2e|bench)/', pathNot: '^apps/cli/(bin|src/doctor)/' },
    to: { path: '^scripts/', pathNot: '^scripts/(published-packages|pack-far-side\\.fixture)\\.ts$' },
  },
  {
    name: 'resolvable',
    comment: 'What is imported exists.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: [...packageRules, ...appRules, ...otherRules],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '^scripts/runtime/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    skipAnalysisNotInRules: false,
  },
};
