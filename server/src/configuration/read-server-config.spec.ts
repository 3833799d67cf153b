import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServerConfig } from './read-server-config.ts';
import { ConfigurationError } from './settings.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** Only the required variables. */
const COMPLETE = {
  ONEFOLD_PUBLIC_ORIGIN: 'https://accounts.example.com',
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_AUDIENCE: 'https://api.example.com/',
  AUTH0_CLIENT_ID: 'portal',
  ONEFOLD_SERVER_CLIENT_ID: 'server',
  ONEFOLD_SERVER_CLIENT_SECRET: 'server-secret',
  ONEFOLD_MACHINE_CLIENT_ID: 'machine',
  ONEFOLD_MACHINE_CLIENT_SECRET: 'machine-secret',
  ONEFOLD_CONNECTIONS: 'google-oauth2, acme-corp=Acme',
  ONEFOLD_SEALING_KEY: KEY,
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readServerConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('The configuration', () => {
  it('needs ten variables; everything else has a default', () => {
    expect(readServerConfig(COMPLETE)).toEqual({
      publicOrigin: 'https://accounts.example.com',
      port: 8080,
      host: '127.0.0.1',
      portalOrigins: ['https://accounts.example.com'],
      profilePath: '/profile',
      issuer: 'https://example.eu.auth0.com/',
      managementApi: 'https://example.eu.auth0.com/api/v2/',
      audience: 'https://api.example.com/',
      portalClientIds: ['portal'],
      client: { id: 'server', secret: 'server-secret' },
      machine: { id: 'machine', secret: 'machine-secret' },
      connections: [
        { name: 'google-oauth2', label: 'google-oauth2', rule: 'open' },
        { name: 'acme-corp', label: 'Acme', rule: 'open' },
      ],
      mergeableMetadata: [],
      allowUnverifiedEmail: false,
      managementRate: { limit: 2, perSeconds: 1 },
      sealingKeys: [Buffer.alloc(32, 7)],
      database: { file: 'onefold.sqlite' },
      webhooks: [],
      historyDays: 730,
      actionSecrets: [],
      endSessions: true,
      requestRate: { limit: 300, perSeconds: 60 },
      trustedProxies: 0,
      logLevel: 'info',
    });
  });

  it('reports all missing variables at once, with instructions', () => {
    const problems = problemsOf({});
    for (const name of Object.keys(COMPLETE)) {
      expect(problems.filter((each) => each.startsWith(`${name} is missing. `)).length)
        .withContext(name)
        .toBe(1);
    }
    expect(problems.length).toBe(Object.keys(COMPLETE).length);
  });

  it('treats blank values as absent', () => {
    expect(problemsOf({ ...COMPLETE, AUTH0_AUDIENCE: '  ' })).toEqual([
      jasmine.stringMatching(/^AUTH0_AUDIENCE is missing/),
    ]);
    expect(readServerConfig({ ...COMPLETE, PORT: ' ', SMTP_URL: '' }).port).toBe(8080);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['ONEFOLD_PUBLIC_ORIGIN', 'accounts.example.com', /Set an origin/],
    ['ONEFOLD_PUBLIC_ORIGIN', 'https://accounts.example.com/app', /Did you mean https:\/\/accounts\.example\.com\?/],
    ['ONEFOLD_PUBLIC_ORIGIN', 'http://accounts.example.com', /http is accepted on localhost only/],
    ['ONEFOLD_BASE_PATH', 'accounts', /such as \/accounts/],
    ['ONEFOLD_BASE_PATH', '/a/../b', /such as \/accounts/],
    ['ONEFOLD_PORTAL_CONNECT_SRC', 'https://api.example.com; script-src *', /is an address/],
    ['ONEFOLD_PORTAL_IMG_SRC', '*', /is blob:/],
    ['ONEFOLD_PORTAL_TRUSTED_TYPES', "'none'", /is a policy/],
    ['ONEFOLD_PORTAL_ORIGINS', 'https://a.example, javascript:alert(1)', /ONEFOLD_PORTAL_ORIGINS contains "javascript/],
    ['ONEFOLD_PROFILE_PATH', '//evil.example', /Set a path of the portal/],
    ['AUTH0_DOMAIN', 'https://example.eu.auth0.com/authorize', /only the host/],
    ['AUTH0_DOMAIN', 'http://example.eu.auth0.com', /localhost only/],
    ['ONEFOLD_MANAGEMENT_API', 'http://example.eu.auth0.com/api/v2/', /Set an address such as/],
    ['PORT', '70000', /0 to 65535/],
    ['TRUSTED_PROXIES', 'yes', /whole number/],
    ['ONEFOLD_END_SESSIONS', 'no', /one of true, false/],
    ['ONEFOLD_HISTORY_DAYS', '6', /Set 7 or more, or 0 for no limit/],
    ['ONEFOLD_HISTORY_DAYS', '-1', /whole number/],
    ['LOG_LEVEL', 'loud', /one of debug, info/],
    ['ONEFOLD_ALLOW_UNVERIFIED_EMAIL', 'maybe', /one of false, true/],
    ['ONEFOLD_MANAGEMENT_RATE', '2', /2\/1s or 150\/60s/],
    ['ONEFOLD_MANAGEMENT_RATE', '0/1s', /2\/1s or 150\/60s/],
    ['ONEFOLD_SEALING_KEY', 'c2hvcnQ=', /5 bytes instead of 32/],
    ['ONEFOLD_ACTION_SECRET', `${KEY}, short`, /number 2, is too short/],
    ['ONEFOLD_ACTION_SECRET', `${'a'.repeat(40)}ü`, /characters that a header cannot contain/],
    ['ONEFOLD_CONNECTIONS', 'google oauth2', /is not a connection name/],
    ['ONEFOLD_CONNECTIONS', '[{"name":', /not valid JSON/],
    ['ONEFOLD_CONNECTIONS', '[{"name":"github","rule":"never"}]', /at 0\.rule/],
    ['ONEFOLD_CONNECTIONS', 'github, github', /github twice/],
    ['ONEFOLD_MERGE_METADATA', 'theme, __proto__', /never merges/],
    ['DATABASE_URL', 'mysql://localhost/onefold', /postgres:\/\//],
    ['SMTP_URL', 'https://mail.example.com', /SMTP_URL is not valid/],
    ['MAIL_FROM', 'a@example.com', /SMTP_URL is missing/],
    ['ONEFOLD_PRODUCT_NAME', 'a"b', /at most 60 characters/],
    ['ONEFOLD_WEBHOOKS', 'http://hooks.example.com whsec_c2hvcnQ=', /Set an https address/],
    ['ONEFOLD_WEBHOOKS', 'https://hooks.example.com whsec_c2hvcnQ=', /too short/],
    ['ONEFOLD_WEBHOOKS', '[{"url":1}]', /or a JSON array/],
  ];
  for (const [name, value, message] of refused) {
    it(`refuses ${name}=${value} and names it`, () => {
      const text = problemsOf({ ...COMPLETE, [name]: value }).join('\n');
      expect(text).toContain(name);
      expect(text).toMatch(message);
    });
  }

  it('reports unknown variables, with the closest name', () => {
    const warnings: string[] = [];
    const env = { ...COMPLETE, ONEFOLD_PORTAL_ORIGIN: 'https://a.example', ONEFOLD_SEALING_KEY_FILES: 'x', OTHER: 'x' };
    readServerConfig(env, (message) => warnings.push(message));
    expect(warnings).toEqual([
      'ONEFOLD_PORTAL_ORIGIN is not a setting of this server. Did you mean ONEFOLD_PORTAL_ORIGINS?',
      'ONEFOLD_SEALING_KEY_FILES is not a setting of this server. Did you mean ONEFOLD_SEALING_KEY_FILE?',
    ]);
  });

  it('reads the sub-path, the profile page in it, and what the policy allows', () => {
    const { basePath, profilePath, portal } = readServerConfig({
      ...COMPLETE,
      ONEFOLD_BASE_PATH: '/accounts/',
      ONEFOLD_PROFILE_PATH: '/accounts/profile',
      ONEFOLD_PORTAL_FOLDER: 'dist',
      ONEFOLD_PORTAL_CONNECT_SRC: 'https://api.example.com, wss://*.example.com',
      ONEFOLD_PORTAL_IMG_SRC: 'blob:',
      ONEFOLD_PORTAL_TRUSTED_TYPES: 'angular, angular#bundler',
    });
    expect([basePath, profilePath]).toEqual(['/accounts', '/accounts/profile']);
    expect(portal?.allowed).toEqual({
      connectSrc: ['https://api.example.com', 'wss://*.example.com'],
      imgSrc: ['blob:'],
      trustedTypes: ['angular', 'angular#bundler'],
    });
  });

  it('reads the address of the Management API beside a custom domain', () => {
    const { issuer, managementApi } = readServerConfig({
      ...COMPLETE,
      AUTH0_DOMAIN: 'login.example.com',
      ONEFOLD_MANAGEMENT_API: 'https://example.eu.auth0.com/api/v2/',
    });
    expect([issuer, managementApi]).toEqual(['https://login.example.com/', 'https://example.eu.auth0.com/api/v2/']);
  });

  it('never shows a secret', () => {
    const message = problemsOf({
      ...COMPLETE,
      ONEFOLD_SEALING_KEY: 'S3CRET',
      SMTP_URL: 'ftp://me:S3CRET@mail',
      DATABASE_URL: 'mysql://me:S3CRET@db',
      ONEFOLD_WEBHOOKS: '[{"secret":"S3CRET"}]',
    }).join('\n');
    expect(message).toContain('DATABASE_URL');
    expect(message).not.toContain('S3CRET');
  });

  it('allows other machines to reach a server only over https', () => {
    const local = { ...COMPLETE, ONEFOLD_PUBLIC_ORIGIN: 'http://localhost:4200' };
    expect(problemsOf({ ...local, HOST: '127.0.0.1' })).toEqual([]);
    for (const HOST of ['0.0.0.0', '::', '192.168.1.5']) {
      expect(problemsOf({ ...local, HOST }))
        .withContext(HOST)
        .toEqual([jasmine.stringMatching(/^HOST is /)]);
    }
    expect(problemsOf({ ...COMPLETE, HOST: '0.0.0.0' })).toEqual([]);
  });

  it('accepts a local tenant over http', () => {
    expect(readServerConfig({ ...COMPLETE, AUTH0_DOMAIN: 'http://localhost:4300' }).issuer).toBe(
      'http://localhost:4300/',
    );
  });

  it('reads rules and reasons, mail, webhooks, rates, keys and the portal', () => {
    const secret = `whsec_${Buffer.alloc(24).toString('base64')}`;
    const config = readServerConfig({
      ...COMPLETE,
      ONEFOLD_CONNECTIONS:
        '[{"name":"acme","label":"Acme","rule":"locked","reason":"Managed by IT","provider":"samlp"}]',
      SMTP_URL: 'smtps://me:pw@mail.example.com',
      MAIL_FROM: 'Accounts <accounts@example.com>',
      ONEFOLD_WEBHOOKS: `https://a.example/x ${secret}, http://localhost:9/y ${secret}`,
      ONEFOLD_MANAGEMENT_RATE: '150/60s',
      ONEFOLD_SEALING_KEY: `${KEY}, ${KEY}`,
      ONEFOLD_PORTAL_FOLDER: 'dist',
      AUTH0_ORGANIZATION: 'org_1',
      DATABASE_URL: 'postgres://db/onefold',
      ONEFOLD_DATABASE_CONNECTIONS: '25',
    });
    expect(config.connections).toEqual([
      { name: 'acme', label: 'Acme', rule: 'locked', reason: 'Managed by IT', provider: 'samlp' },
    ]);
    expect(config.mail).toEqual({ smtpUrl: 'smtps://me:pw@mail.example.com', from: 'Accounts <accounts@example.com>' });
    expect(config.webhooks.map(({ url }) => url)).toEqual(['https://a.example/x', 'http://localhost:9/y']);
    expect(config.managementRate).toEqual({ limit: 150, perSeconds: 60 });
    expect(config.sealingKeys.length).toBe(2);
    expect(config.portal).toEqual({ folder: 'dist', organization: 'org_1' });
    expect(config.database).toEqual({ url: 'postgres://db/onefold', connections: 25 });
  });
});

describe('The name of the product', () => {
  const senderOf = (from: string) =>
    readServerConfig({
      ...COMPLETE,
      ONEFOLD_PRODUCT_NAME: 'Acme, Inc.',
      SMTP_URL: 'smtps://mail.example.com',
      MAIL_FROM: from,
    }).mail?.from;

  it('is the name of the sender if the sender has none', () => {
    expect(senderOf('accounts@example.com')).toBe('"Acme, Inc." <accounts@example.com>');
    expect(senderOf('Accounts <accounts@example.com>')).toBe('Accounts <accounts@example.com>');
  });
});

describe('A secret in a file', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onefold-secret-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is read from the file', () => {
    const file = join(folder, 'secret');
    writeFileSync(file, 'from the file\n');
    const env = { ...COMPLETE, ONEFOLD_SERVER_CLIENT_SECRET: '', ONEFOLD_SERVER_CLIENT_SECRET_FILE: file };
    expect(readServerConfig(env).client.secret).toBe('from the file');
  });

  it('must exist, must not be empty, and must not be set together with the variable', () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '\n');
    const name = 'ONEFOLD_SERVER_CLIENT_SECRET';
    const without = { ...COMPLETE, [name]: '' };
    expect(problemsOf({ ...without, [`${name}_FILE`]: join(folder, 'none') })).toEqual([
      jasmine.stringMatching(`^${name}_FILE cannot be read: `),
    ]);
    expect(problemsOf({ ...without, [`${name}_FILE`]: file })).toEqual([jasmine.stringMatching('this file is empty')]);
    expect(problemsOf({ ...COMPLETE, [`${name}_FILE`]: file })).toEqual([jasmine.stringMatching('both set')]);
  });
});
