/** The folders of the library's core entry point, from the bottom up. A folder imports only from folders before it. */
const LIBRARY_LAYERS = ['model', 'configuration', 'auth'];

/** The library's other entry points. */
const LIBRARY_ENTRY_POINTS = [
  ...['auth0-angular', 'direct', 'http', 'linking', 'linking-server', 'profile', 'session', 'testing', 'translations'],
];

/**
 * The folders of `server/src` from the bottom up; each imports from the folders before it only, types included, so that no two
 * folders import each other. The last one is the composition at the root.
 */
const SERVER_LAYERS = [
  ...['platform/languages/texts', 'platform/languages', 'platform'],
  ...['configuration', 'store/migrations', 'store'],
  ...['auth0', 'http'],
  ...['delivery', 'history'],
  ...['accounts/policy', 'accounts/operation', 'accounts/merge', 'accounts'],
  ...['intents', 'suggestions', 'profile', 'portal', ''],
];

/**
 * The folders of `tenant/src` from the bottom up; each imports from folders before it only, types included. `management`
 * holds one folder per resource; its own layers follow in their order.
 */
const TENANT_LAYERS = [
  ...[
    'model',
    'store/tables',
    'store/users',
    'store',
    'tokens',
    'net',
    'languages/texts',
    'languages',
    'pages',
    'actions',
    'seed',
    'context',
    'dialect',
    'post-login',
    'oidc',
  ],
  ...['authentication', 'mfa', 'passwordless', 'database', 'grants', 'login'],
  'management/http',
  ...[
    'actions',
    'clients',
    'connections',
    'logs',
    'resource-servers',
    'roles',
    'sessions',
    'settings',
    'tickets',
    'users',
    'jobs',
    'keys',
  ].map((resource) => `management/${resource}`),
  ...['management/organizations', 'management', 'control', 'inspector', '', 'cli', 'playwright'],
];
/** The files of a folder of a package, without those of the folders in it. */
const filesOf = (/** @type {string} */ sources, /** @type {string} */ folder) =>
  `^${sources}/${folder === '' ? '' : `${folder}/`}[^/]+$`;

/**
 * What may import what; the table in docs/decisions/024-checks.md says why.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle is one module in several files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...LIBRARY_LAYERS.map((layer, index) => ({
      name: `library-layer-${layer}`,
      comment: 'A folder of the library imports only from the layers below it.',
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/linking/${layer}/`, pathNot: '\\.spec\\.ts$' },
      to: {
        path: `^src/linking/(${[...LIBRARY_LAYERS.slice(index + 1).map((above) => `${above}/`), '[^/]+$'].join('|')})`,
      },
    })),
    {
      name: 'resolvable',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-spec-from-source',
      comment: 'Sources do not know their specs.',
      severity: 'error',
      from: { pathNot: '\\.spec\\.(ts|mjs)$' },
      to: { path: '\\.spec\\.(ts|mjs)$' },
    },
    {
      name: 'tenant-stands-alone',
      comment: 'The tenant imitates Auth0 and knows nothing of Onefold.',
      severity: 'error',
      from: { path: '^tenant/' },
      to: { path: '^(src|contract|server|bench|e2e|scripts)/' },
    },
    ...TENANT_LAYERS.map((layer, index) => ({
      name: `tenant-layer-${layer || 'composition'}`,
      comment: 'A folder of the tenant imports from the layers below it; see TENANT_LAYERS.',
      severity: /** @type {const} */ ('error'),
      from: { path: filesOf('tenant/src', layer), pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^tenant/src/',
        pathNot: TENANT_LAYERS.slice(0, index + 1).map((folder) => filesOf('tenant/src', folder)),
      },
    })),
    {
      name: 'tenant-layer-unlisted',
      comment: 'A folder of the tenant has its place in TENANT_LAYERS.',
      severity: 'error',
      from: {
        path: '^tenant/src/',
        pathNot: [
          ...TENANT_LAYERS.map((folder) => filesOf('tenant/src', folder)),
          '\\.spec\\.ts$',
          '/testing/|/real-clients/',
        ],
      },
      to: {},
    },
    {
      name: 'contract-stands-alone',
      comment: 'The contract is the base of the other packages and imports none of them.',
      severity: 'error',
      from: { path: '^contract/' },
      to: { path: '^(src|server|tenant|bench|e2e|scripts)/' },
    },
    {
      name: 'server-knows-the-contract',
      comment: 'The server is deployed without browser code and without the local tenant, which only its specs use.',
      severity: 'error',
      from: { path: '^server/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: '^(src|tenant|bench|e2e|scripts)/' },
    },
    ...SERVER_LAYERS.map((layer, index) => ({
      name: `server-layer-${layer === '' ? 'composition' : layer}`,
      comment: 'A folder of the server imports from the layers below it; see SERVER_LAYERS.',
      severity: /** @type {const} */ ('error'),
      from: { path: filesOf('server/src', layer), pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^server/src/',
        pathNot: SERVER_LAYERS.slice(0, index + 1).map((folder) => filesOf('server/src', folder)),
      },
    })),
    {
      name: 'server-layer-unlisted',
      comment: 'A folder of the server has its place in SERVER_LAYERS; test support is in folders named "testing".',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: [...SERVER_LAYERS.map((folder) => filesOf('server/src', folder)), '/testing/', '\\.spec\\.ts$'],
      },
      to: {},
    },
    {
      name: 'contract-types-only',
      comment:
        'The browser takes the contract’s types and what needs no zod; its schemas would weigh as much as the application.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^contract/', pathNot: '^contract/src/(limits|user-agent)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'browser-code-stands-alone',
      comment: 'What runs in a browser imports nothing that runs in Node.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tenant|server|bench|e2e|scripts)/' },
    },
    {
      name: 'library-without-portal',
      comment: 'The library is used by other applications, too.',
      severity: 'error',
      from: { path: '^src/linking/' },
      to: { path: '^src/(app/|main\\.ts)' },
    },
    {
      name: 'portal-through-entry-points',
      comment: 'The portal uses the library the way an outside application would.',
      severity: 'error',
      from: { path: '^src/(app/|main\\.ts)' },
      to: {
        path: '^src/linking/',
        pathNot: `^src/linking/((${[...LIBRARY_ENTRY_POINTS, 'profile/errors'].join('|')})/)?public-api\\.ts$`,
      },
    },
    {
      name: 'profile-through-core',
      comment: 'The default UI has no access a UI of one’s own would not have.',
      severity: 'error',
      from: { path: '^src/linking/profile/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/linking/', pathNot: '^src/linking/(profile/|(linking/)?public-api\\.ts$)' },
    },
    {
      name: 'adapters-through-core',
      comment: 'Linking and each adapter are separate entry points, which load when a page needs them.',
      severity: 'error',
      from: { path: '^src/linking/(auth0-angular|direct|http|linking|linking-server)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/linking/', pathNot: '^src/linking/($1/|(http/|linking/|session/)?public-api\\.ts$)' },
    },
    {
      name: 'testing-through-entry-points',
      comment: 'The published fakes and harnesses use what is public; the support of our own specs may use everything.',
      severity: 'error',
      from: { path: '^src/linking/testing/', pathNot: '\\.spec\\.ts$|^src/linking/testing/support/' },
      to: {
        path: '^src/linking/',
        pathNot: '^src/linking/(testing/(?!support/)|((linking|profile)/)?public-api\\.ts$)',
      },
    },
    {
      name: 'core-below-entry-points',
      comment: 'The core entry point contains no UI, no fakes and no browser-only mode.',
      severity: 'error',
      from: { path: `^src/linking/((${LIBRARY_LAYERS.join('|')})/|[^/]+$)`, pathNot: '\\.spec\\.ts$' },
      to: { path: `^src/linking/(${LIBRARY_ENTRY_POINTS.filter((name) => name !== 'session').join('|')})/` },
    },
    {
      name: 'session-without-angular',
      comment: 'It runs before Angular, and the core entry point uses it.',
      severity: 'error',
      from: { path: '^src/linking/session/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/linking/session/|@auth0/auth0-spa-js' },
    },
    {
      name: 'session-on-demand',
      comment: 'A static import would bring the SDK into the first load.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/linking/(session/|auth/own-client/create-auth0-client\\.ts$|direct/create-isolated-login\\.ts$)|\\.spec\\.ts$',
      },
      to: { path: '^src/linking/session/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'sdk-behind-adapter',
      comment:
        'Only the entry point for applications that use @auth0/auth0-angular imports it, and what warns of two clients.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/linking/(auth/own-client/two-clients\\.(spec\\.)?ts$|auth0-angular/)',
      },
      to: { path: '(^|node_modules/)@auth0/auth0-angular' },
    },
    {
      name: 'spa-js-in-its-places',
      comment: 'The SDK below serves the session and the second login, nothing else; others use its types only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/linking/(session|direct)/|\\.spec\\.ts$' },
      to: { path: '(^|node_modules/)@auth0/auth0-spa-js', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapter-on-demand',
      comment: 'A static import would bring the SDK into the first load.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: 'own-client/(create-auth0-client|two-clients)\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.angular|\\.cache|e2e/consumers/(hosts|before)|bench/list/apps)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
