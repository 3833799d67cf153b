import type { ServerConfig } from '../configuration/server-config.ts';
import { checkConnections, checkTenant } from './check-tenant.ts';
import { createManagement } from './create-management.ts';
import { createMachineToken, type MachineToken } from './machine-token.ts';
import { createTenantStatus } from './tenant-status.ts';
import { PORTAL, SERVER, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';

const SCOPES = ['read:users', 'update:users', 'read:connections', 'read:client_summary'];
const SESSION_SCOPES = ['read:sessions', 'delete:sessions', 'read:refresh_tokens', 'delete:refresh_tokens'];

/** Always returns a token with these scopes. */
function machineTokenWith(scope: string): MachineToken {
  const payload = Buffer.from(JSON.stringify({ scope })).toString('base64url');
  return { get: async () => `header.${payload}.signature`, discard: () => undefined };
}

describe('The check of the tenant', () => {
  let harness: Auth0Harness;

  beforeAll(async () => {
    harness = await startAuth0Harness({ endSessions: false });
  });
  beforeEach(() => harness.tenant.control.reset());
  afterAll(() => harness.stop());

  function servicesWith(config: Partial<ServerConfig> = {}, offset = 0): Parameters<typeof checkTenant>[0] {
    const services = {
      ...harness,
      config: { ...harness.config, ...config },
      clock: { now: () => harness.clock.now() + offset },
    };
    const machineToken = createMachineToken(services);
    return { ...services, machineToken, management: createManagement({ ...services, machineToken }) };
  }

  const messages = async (config: Partial<ServerConfig> = {}, offset = 0): Promise<readonly string[]> =>
    (await checkTenant(servicesWith(config, offset))).map(({ message }) => message);

  it('finds no problem in a complete setup', async () => {
    expect(await messages()).toEqual([]);
  });

  const cases: readonly (readonly [string, Partial<ServerConfig>, RegExp])[] = [
    [
      'a wrong machine secret',
      { machine: { id: 'onefold-machine', secret: 'wrong' } },
      /ONEFOLD_MACHINE_CLIENT_SECRET/,
    ],
    [
      'each missing scope',
      { endSessions: true },
      /lacks read:sessions, read:refresh_tokens: add them .*ONEFOLD_END_SESSIONS=false/,
    ],
    [
      'a wrong secret of the regular application',
      { client: { id: 'onefold-server', secret: 'wrong' } },
      /ONEFOLD_SERVER_CLIENT_SECRET/,
    ],
    [
      'a callback that is not registered',
      { basePath: '/accounts' },
      /localhost:4300\/accounts\/v1\/callback .*Allowed Callback URLs/,
    ],
    [
      'a tenant that does not respond',
      { issuer: 'http://localhost:9/' },
      /http:\/\/localhost:9\/. Check AUTH0_DOMAIN\./,
    ],
  ];
  for (const [what, config, message] of cases) {
    it(`finds ${what}, and says how to fix it`, async () => {
      const found = await messages(config);
      expect(found).toEqual([jasmine.stringMatching(message)]);
      expect(found.join()).not.toContain('wrong');
    });
  }

  it('finds each scope that is missing', async () => {
    const lacking = async (missing: string, endSessions: boolean) => {
      const scope = [...SCOPES, ...SESSION_SCOPES].filter((each) => each !== missing).join(' ');
      const services = { ...servicesWith({ endSessions }), machineToken: machineTokenWith(scope) };
      return (await checkTenant(services)).map(({ message }) => message);
    };
    for (const scope of [...SCOPES, ...SESSION_SCOPES]) {
      expect(await lacking(scope, true))
        .withContext(scope)
        .toEqual([jasmine.stringContaining(` lacks ${scope}: add them to its authorization for the Management API.`)]);
    }
    for (const scope of SESSION_SCOPES)
      expect(await lacking(scope, false))
        .withContext(scope)
        .toEqual([]);
  });

  it('finds a regular application without the Authorization Code grant', async () => {
    const body = { error: 'unauthorized_client' };
    harness.tenant.control.faults.add({ path: '/oauth/token', status: 403, body });
    const services = { ...servicesWith(), machineToken: machineTokenWith(SCOPES.join(' ')) };
    expect((await checkTenant(services)).map(({ message }) => message)).toEqual([
      'The application onefold-server may not use the Authorization Code grant: enable it in its advanced settings.',
    ]);
  });

  it('finds a clock that differs by more than the tolerance of tokens', async () => {
    expect(await messages({}, 300_000)).toEqual([jasmine.stringMatching(/(29\d|30\d) seconds ahead of .*NTP/)]);
    expect(await messages({}, -300_000)).toEqual([jasmine.stringMatching(/(29\d|30\d) seconds behind .*NTP/)]);
    expect(await messages({}, 20_000)).toEqual([]);
  });

  it('reports no problem if Auth0 is overloaded', async () => {
    harness.tenant.control.faults.add({ path: '/oauth/token', status: 429 });
    harness.tenant.control.faults.add({ path: '/authorize', status: 503 });
    expect(await messages()).toEqual([]);
  });

  it('finds connections that are missing, or disabled for one of the applications', async () => {
    harness.tenant.control.setConnectionEnabled(PORTAL, 'github', false);
    harness.tenant.control.setConnectionEnabled(SERVER, 'google-oauth2', false);
    const connections = ['github', 'google-oauth2', 'missing', 'hidden'].map((name) => ({
      ...{ name, label: name, rule: name === 'hidden' ? ('hidden' as const) : ('open' as const) },
    }));
    const found = await checkConnections(servicesWith({ connections }));
    expect(found.map(({ message }) => message)).toEqual([
      'The connection github is disabled for the application onefold-portal: enable it in Auth0.',
      'The connection google-oauth2 is disabled for the application onefold-server: enable it in Auth0.',
      'ONEFOLD_CONNECTIONS contains missing, but the tenant has no such connection: create it, or remove the name.',
    ]);
  });
});

describe('The status of the tenant', () => {
  const problem = { check: 'client', message: 'Wrong.' } as const;

  it('includes connections that some users cannot use, without waiting for them', async () => {
    const disabled = { check: 'connections', message: 'Disabled.' } as const;
    const { promise: checked, resolve: endCheck } = Promise.withResolvers<readonly [typeof disabled]>();
    const warned = Promise.withResolvers<undefined>();
    const connections = jasmine.createSpy('connections').and.returnValue(checked);
    const status = createTenantStatus(
      { tenant: async () => [], connections },
      { logger: { warn: () => warned.resolve(undefined) } as never },
    );
    expect([await status.problems(), status.warnings()]).toEqual([[], []]);
    expect(connections).toHaveBeenCalledTimes(1);
    endCheck([disabled]);
    await warned.promise;
    expect([await status.problems(), status.warnings()]).toEqual([[], [disabled]]);
  });

  it('is checked again after ten seconds if the tenant did not respond', async () => {
    let now = 0;
    let checks = 0;
    const unreachable = { check: 'tenant', message: 'No answer.' } as const;
    const status = createTenantStatus(
      { tenant: async () => (checks++ === 0 ? [unreachable] : []), connections: async () => [] },
      { logger: { error: () => undefined } as never, now: () => now },
    );
    expect(await status.problems()).toEqual([unreachable]);
    now = 10_000;
    expect(await status.problems()).toEqual([]);
  });

  it('is checked again after an hour, or after a minute if there is a problem', async () => {
    let now = 0;
    const results = [[problem], [], []];
    let checks = 0;
    const logged: unknown[] = [];
    const logger = { error: (facts: unknown) => logged.push(facts), warn: () => undefined };
    const status = createTenantStatus(
      { tenant: async () => results[checks++] ?? [], connections: async () => [] },
      { logger: logger as never, now: () => now },
    );
    expect(await status.problems()).toEqual([problem]);
    expect(await status.problems()).toEqual([problem]);
    expect([checks, logged]).toEqual([1, [problem]]);
    now = 60_000;
    expect(await status.problems()).toEqual([]);
    now = 600_000;
    await status.problems();
    expect(checks).toBe(2);
    now = 3_660_001;
    await status.problems();
    expect(checks).toBe(3);
  });
});
