import { overLimits } from './over-limits.mjs';
import { withStaticImports } from '../../server/src/portal/index.ts';
import { filesOfPage, filesOfProfileRoute, GATEWAY_SOURCES } from './loaded-files.mjs';

/**
 * @param {string} path
 * @param {string} [kind]
 */
const to = (path, kind = 'import-statement') => ({ path, kind });

const OUTPUTS = {
  'main.js': {
    inputs: { 'src/main.ts': {} },
    imports: [to('shared.js'), to('start.js', 'dynamic-import'), to('session.js', 'dynamic-import')],
  },
  'start.js': {
    inputs: { 'src/app/start.ts': {} },
    imports: [
      to('page.js', 'dynamic-import'),
      to('gateway.js', 'dynamic-import'),
      to('server.js', 'dynamic-import'),
      to('adapter.js', 'dynamic-import'),
      to('flow.js', 'dynamic-import'),
    ],
  },
  'shared.js': { imports: [to('deep.js'), to('main.js')] },
  'deep.js': { imports: [{ ...to('outside'), external: true }] },
  'page.js': {
    inputs: { 'src/app/helper.ts': {}, 'src/linking/profile/profile.component.ts': {} },
    imports: [to('ui.js'), to('dialog.js', 'dynamic-import')],
  },
  'ui.js': { imports: [] },
  'session.js': { inputs: { 'src/linking/session/start-session.ts': {} }, imports: [to('sdk.js')] },
  'dialog.js': { inputs: { 'src/linking/profile/linking/link-dialog.component.ts': {} }, imports: [] },
  'adapter.js': { inputs: { 'src/linking/auth/own-client/create-auth0-client.ts': {} }, imports: [to('sdk.js')] },
  'sdk.js': { imports: [] },
  'gateway.js': { inputs: { 'src/linking/direct/management-api.gateway.ts': {} }, imports: [] },
  'server.js': { inputs: { 'src/linking/linking-server/server.gateway.ts': {} }, imports: [] },
  'flow.js': { inputs: { 'src/linking/direct/browser-proofs.ts': {} }, imports: [] },
};

describe('The list of loaded files', () => {
  it('contains the scripts, styles and preloads of the page', () => {
    const html =
      '<link rel="stylesheet" href="styles.css"><link rel="modulepreload" href="/chunk.js"><link rel="icon" href="x.svg">' +
      '<link rel="preconnect" href="https://cdn.example/x.js"><script type="module" src="main.js"></script>';
    expect([...filesOfPage(html)]).toEqual(['styles.css', 'chunk.js', 'main.js']);
  });

  it('follows static imports, also circular ones, but no dynamic ones', () => {
    expect([...withStaticImports(['main.js'], OUTPUTS)].sort()).toEqual(['deep.js', 'main.js', 'shared.js']);
  });

  it('contains the files that the profile route loads, without those that only a click loads', () => {
    const route = filesOfProfileRoute(withStaticImports(['main.js'], OUTPUTS), OUTPUTS, GATEWAY_SOURCES.direct);
    expect([...route].sort()).toEqual([
      'adapter.js',
      'deep.js',
      'gateway.js',
      'main.js',
      'page.js',
      'sdk.js',
      'session.js',
      'shared.js',
      'start.js',
      'ui.js',
    ]);
  });

  it('contains the gateway of one mode only', () => {
    const route = filesOfProfileRoute(withStaticImports(['main.js'], OUTPUTS), OUTPUTS, GATEWAY_SOURCES.server);
    expect(route).toContain('server.js');
    expect(route).not.toContain('gateway.js');
  });

  it('fails if the page or the SDK is not found', () => {
    const { 'adapter.js': adapter, ...without } = OUTPUTS;
    expect(() => filesOfProfileRoute(new Set(['main.js']), without, GATEWAY_SOURCES.direct)).toThrowError(
      /ROUTE_SOURCES/,
    );
  });
});

describe('overLimits', () => {
  it('allows exactly 70 kB and 190 kB, of 1000 bytes', () => {
    expect(overLimits({ initial: 70_000, profileRoute: 190_000 })).toEqual([]);
    expect(overLimits({ initial: 70_001, profileRoute: 190_001 }).length).toBe(2);
  });
});
