import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { parse } from 'yaml';
import type { TenantSeed } from '../model/tenant-seed.ts';
import { authorization, CALLBACK, DATABASE, logIn, redeem } from '../oidc/testing/oidc-harness.ts';
import { callWithScope } from '../oidc/testing/call-as-machine.ts';
import { MANAGEMENT_SCOPES } from '../seed/management-scopes.ts';
import { FormBrowser } from '../oidc/testing/form-browser.ts';
import { runDeployCli } from './testing/deploy-cli.ts';
import { startSecureHarness, type SecureHarness } from './testing/secure-harness.ts';

const ORDERS = 'https://orders.example/';
const CODE = "exports.onExecutePostLogin = async (event, api) => api.accessToken.setCustomClaim('plan', 'PLAN');";
const MOVED = 'http://localhost:4200/moved';
/** Three programs start; the one that imports compiles for long and then waits for its Actions. */
const TIMEOUT = 400_000;

const SEED: TenantSeed = {
  connections: [
    {
      ...{ id: 'con_DemoDatabase0001', name: DATABASE, display_name: 'Password', strategy: 'auth0', isSocial: false },
      options: {
        ...{ disable_signup: true, disable_self_service_change_password: false, passwordPolicy: 'good' },
        authentication_methods: { password: { enabled: true }, passkey: { enabled: false } },
        passkey_options: { challenge_ui: 'both', progressive_enrollment_enabled: true, local_enrollment_enabled: true },
        brute_force_protection: true,
      },
    },
    {
      ...{ id: 'con_DemoGoogle000001', name: 'google-oauth2', display_name: 'Google', strategy: 'google-oauth2' },
      ...{
        isSocial: true,
        options: { client_id: 'google-client', scope: ['email', 'profile'], email: true, profile: true },
      },
    },
  ],
  clients: [
    {
      ...{
        client_id: 'shop',
        name: 'Shop',
        app_type: 'spa',
        callbacks: [CALLBACK],
        web_origins: ['http://localhost:4200'],
      },
      ...{ connections: [DATABASE], settings: { description: 'Sells things' } },
    },
    {
      ...{ client_id: 'clerk', name: 'Clerk', app_type: 'non_interactive', client_secret: 'clerk-secret' },
      grants: [{ audience: ORDERS, scope: ['read:orders'] }],
    },
  ],
  resource_servers: [
    {
      identifier: ORDERS,
      name: 'Orders',
      scopes: [{ value: 'read:orders', description: 'Read' }],
      token_lifetime: 600,
    },
  ],
  roles: [
    {
      ...{ name: 'Seller', description: 'Sells' },
      permissions: [{ resource_server_identifier: ORDERS, permission_name: 'read:orders' }],
    },
  ],
  organizations: [
    {
      ...{ name: 'acme', display_name: 'Acme' },
      enabled_connections: [{ name: DATABASE, assign_membership_on_login: true, is_signup_enabled: false }],
    },
  ],
  actions: [
    { name: 'Add plan', code: CODE.replace('PLAN', 'free'), secrets: { KEY: 'hidden' } },
    { name: 'A draft', code: '', deployed: false },
  ],
  users: [],
  people: [],
};
/** A part of it, and a person: what an import finds there and changes. */
const PART: TenantSeed = {
  connections: SEED.connections.slice(0, 1),
  clients: SEED.clients.slice(0, 1),
  actions: (SEED.actions ?? []).slice(0, 1),
  users: [{ connection: DATABASE, password: 'demo', profile: { email: 'ana@example.com' } }],
  people: [],
};

/** Settings without a place in the seed, made through the Management API. */
const SETTINGS: readonly (readonly [method: string, path: string, body: object])[] = [
  ['PATCH', '/tenants/settings', { friendly_name: 'Shop', support_email: 'help@example.com' }],
  ['PATCH', '/branding', { logo_url: 'https://shop.example/logo.png' }],
  ['PUT', '/guardian/factors/otp', { enabled: true }],
  ['PATCH', '/attack-protection/brute-force-protection', { max_attempts: 5 }],
  ['PUT', '/prompts/login/custom-text/en', { login: { title: 'Welcome' } }],
  [
    'POST',
    '/rules',
    { name: 'Old', script: 'function old(user, context, callback) { callback(null, user, context); }' },
  ],
  ['POST', '/self-service-profiles', { name: 'Profile', description: 'For partners', allowed_strategies: ['oidc'] }],
];

/** The part of an export that is checked. */
interface Exported {
  readonly organizations: readonly unknown[];
  readonly tenant: unknown;
}

describe('auth0-deploy-cli, unmodified', () => {
  let source: SecureHarness;
  let target: SecureHarness;
  let folder: string;
  beforeEach(async () => {
    source = await startSecureHarness({ seed: SEED });
    target = await startSecureHarness({ seed: PART });
    folder = mkdtempSync(join(tmpdir(), 'onefold-deploy-'));
  }, TIMEOUT);
  afterEach(async () => {
    await target.stop();
    await source.stop();
    rmSync(folder, { recursive: true });
  });

  const exported = async ({ tenant }: SecureHarness, name: string) => {
    const to = join(folder, name);
    await runDeployCli(tenant, 'export', '--format', 'yaml', '--output_folder', to);
    return to;
  };
  /** Every file of a folder, YAML as data. */
  const filesOf = (from: string) =>
    Object.fromEntries(
      readdirSync(from, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map((path) => [path.slice(from.length), readFileSync(path, 'utf8')])
        .map(([path = '', text = '']) => [path, path.endsWith('.yaml') ? (parse(text) as unknown) : text]),
    );
  /** The `plan` in Ana's token; absent if the login page does not appear. */
  const planOf = async (redirectUri: string) => {
    const config = await openid.discovery(new URL(target.issuer), 'shop', undefined, openid.None());
    const browser = new FormBrowser(new URL(target.issuer).origin);
    const request = await authorization(config, { audience: ORDERS, redirect_uri: redirectUri });
    const page = await browser.open(request.url);
    if (!page.url.pathname.startsWith('/u/login')) return undefined;
    const tokens = await redeem(config, request, await logIn(browser, page));
    return decodeJwt(tokens.access_token)['plan'];
  };

  const exportedSource = async () => {
    const made = SETTINGS.map(([method, path, body]) =>
      callWithScope(source.tenant, MANAGEMENT_SCOPES.join(' '), method, path, body),
    );
    for (const { status } of await Promise.all(made)) expect(status).toBeLessThan(300);
    return exported(source, 'source');
  };

  it(
    'exports a tenant, with its organizations and their connections',
    async () => {
      const { organizations, tenant } = filesOf(await exportedSource())['/tenant.yaml'] as Exported;
      expect(organizations).toEqual([
        jasmine.objectContaining({ name: 'acme', connections: [jasmine.objectContaining({ name: DATABASE })] }),
      ]);
      expect(tenant).toEqual(jasmine.objectContaining({ friendly_name: 'Shop', support_email: 'help@example.com' }));
    },
    TIMEOUT,
  );

  // Compiling its schemas takes the program 20 s.
  if (process.env['ONEFOLD_TEST_ALL'] === '1') {
    it(
      'imports changed files into another tenant, which then behaves accordingly',
      async () => {
        const files = await exportedSource();
        const document = join(files, 'tenant.yaml');
        writeFileSync(document, readFileSync(document, 'utf8').replace(CALLBACK, MOVED));
        writeFileSync(join(files, 'actions', 'Add plan', 'code.js'), CODE.replace('PLAN', 'paid'));
        expect(await planOf(CALLBACK)).toBe('free');

        await runDeployCli(target.tenant, 'import', '--input_file', document);

        expect(filesOf(await exported(target, 'target'))).toEqual(filesOf(files));
        expect(await planOf(MOVED)).toBe('paid');
        expect(await planOf(CALLBACK)).toBeUndefined();
      },
      TIMEOUT,
    );
  }
});
