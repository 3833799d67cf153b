import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeJwt } from 'jose';
import { FormBrowser } from '../oidc/testing/form-browser.ts';
import { PROGRAM, startCli, type CliProcess } from './testing/cli-process.ts';

interface Report {
  readonly issuer: string;
  readonly tlsIssuer: string | null;
  readonly ca: string | null;
  readonly control: string | null;
  readonly clients: readonly { name: string; client_id: string; client_secret: string | null }[];
  readonly people: readonly { email: string; password?: string }[];
}

/** Every spec starts processes, which is slow on a busy machine. */
const TIMEOUT = 60_000;

describe('The command onefold-tenant', () => {
  let folder: string;
  const running: CliProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenant-cli-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  });
  const start = (...args: string[]) => {
    const started = startCli(...args);
    running.push(started);
    return started;
  };
  const report = async (program: CliProcess) => JSON.parse(await program.firstLine) as Report;

  it(
    'stops when npx, which started it, ends without passing on the signal',
    async () => {
      const command = `"${process.execPath}" "${PROGRAM}" --port 0 --json & wait`;
      const npx = spawn('sh', ['-c', command], { env: { ...process.env, npm_command: 'exec' } });
      const closed = once(npx, 'close');
      const [line] = (await once(npx.stdout, 'data')) as [Buffer];
      const { issuer } = JSON.parse(line.toString()) as Report;
      npx.kill('SIGKILL');
      // The output closes when the last process that holds it ends.
      await closed;
      await expectAsync(fetch(issuer)).toBeRejected();
    },
    TIMEOUT,
  );

  it(
    'prints its address as a first line of JSON once it is ready, and stops on a signal',
    async () => {
      const program = start('--port', '0', '--tls-port', '0', '--control', '--json');
      const printed = await report(program);
      expect(Object.keys(printed)).toEqual(['issuer', 'tlsIssuer', 'ca', 'control', 'clients', 'people']);
      expect(printed.issuer).toMatch(/^http:\/\/localhost:\d+\/$/);
      expect(printed.tlsIssuer).toMatch(/^https:\/\/localhost:\d+\/$/);
      expect(existsSync(printed.ca ?? '')).toBeTrue();
      expect((await fetch(`${printed.issuer}.well-known/openid-configuration`)).status).toBe(200);
      expect((await fetch(`${printed.control ?? ''}/users`)).status).toBe(200);
      expect(printed.clients.map(({ client_secret: secret }) => secret)).toEqual([null, jasmine.any(String)]);
      expect(printed.people[0]?.email).toBe('ana@example.com');
      expect(await program.stop('SIGINT')).toBe(0);
      expect(existsSync(printed.ca ?? '')).toBeFalse();
    },
    TIMEOUT,
  );

  it(
    'has no TLS and no control unless requested',
    async () => {
      const program = start('--port', '0', '--json');
      const { tlsIssuer, ca, control, issuer } = await report(program);
      expect([tlsIssuer, ca, control]).toEqual([null, null, null]);
      expect((await fetch(`${issuer}control/users`)).status).toBe(404);
      expect(await program.stop('SIGHUP')).toBe(0);
    },
    TIMEOUT,
  );

  it(
    'uses the given issuer in discovery, tokens and its report, and prints the address of its control',
    async () => {
      const { issuer, tlsIssuer, control } = await report(
        start('--port', '0', '--issuer', 'https://login.example', '--control', '--json'),
      );
      expect([issuer, tlsIssuer]).toEqual(['https://login.example/', null]);
      // Without a proxy, the control is at the address that the tenant listens at.
      const { origin } = new URL(control ?? '');
      expect((await fetch(`${control ?? ''}/users`)).status).toBe(200);
      const discovery = await fetch(`${origin}/.well-known/openid-configuration`);
      expect(await discovery.json()).toEqual(
        jasmine.objectContaining({ issuer, token_endpoint: 'https://login.example/oauth/token' }),
      );
      const response = await fetch(`${origin}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          ...{ grant_type: 'password', username: 'ana@example.com', password: 'demo', scope: 'openid' },
          ...{ client_id: 'onefold-demo', audience: `${issuer}api/v2/` },
        }),
      });
      const tokens = (await response.json()) as { readonly id_token: string; readonly access_token: string };
      expect([decodeJwt(tokens.id_token).iss, decodeJwt(tokens.access_token).iss]).toEqual([issuer, issuer]);
    },
    TIMEOUT,
  );

  it(
    'signs a user in without a page with --auto-login, and rejects unknown APIs with --strict',
    async () => {
      const { issuer } = await report(start('--port', '0', '--strict', '--auto-login', 'Ana Souza', '--json'));
      const authorize = (parameters: Record<string, string>) =>
        new FormBrowser(new URL(issuer).origin).open(
          `/authorize?${new URLSearchParams({
            ...{ client_id: 'onefold-demo', redirect_uri: 'http://localhost:4200/callback', response_type: 'code' },
            ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' },
            ...parameters,
          })}`,
        );
      expect((await authorize({})).url.searchParams.get('code')).toEqual(jasmine.any(String));
      const refused = await authorize({ audience: 'https://unknown.example/' });
      expect(refused.url.searchParams.get('error_description')).toBe('Service not found: https://unknown.example/');
    },
    TIMEOUT,
  );

  it(
    'keeps people, links, tokens and changed clients in a file over a restart',
    async () => {
      const file = join(folder, 'tenant.db');
      const args = ['--port', '0', '--db', file, '--control', '--json'];
      const first = start(...args);
      const before = await report(first);
      const ana = encodeURIComponent('auth0|65f0a1b2c3d4e5f607080901');
      await fetch(`${before.control ?? ''}/users/${ana}/block`, { method: 'POST' });
      await fetch(`${before.control ?? ''}/clients/onefold-demo/connections/github`, {
        method: 'PUT',
        body: '{"enabled":false}',
      });
      const keys = await (await fetch(`${before.issuer}.well-known/jwks.json`)).text();
      expect(await first.stop()).toBe(0);
      const after = await report(start(...args));
      const seed = (await (await fetch(`${after.control ?? ''}/seed`)).json()) as {
        users: { blocked?: boolean; profile: { email?: string } }[];
        clients: { client_id: string; connections?: string[] }[];
      };
      expect(seed.users.find(({ profile }) => profile.email === 'ana@example.com')?.blocked).toBeTrue();
      expect(seed.clients.find(({ client_id: id }) => id === 'onefold-demo')?.connections).not.toContain('github');
      expect(await (await fetch(`${after.issuer}.well-known/jwks.json`)).text()).toBe(keys);
    },
    TIMEOUT,
  );

  it(
    'starts with the data of a seed file',
    async () => {
      const file = join(folder, 'seed.yaml');
      writeFileSync(
        file,
        'users:\n  - connection: Username-Password-Authentication\n    password: x\n    profile: { email: ada@example.com }\n',
      );
      const { people, clients } = await report(start('--port', '0', '--seed', file, '--json'));
      expect(people).toEqual([jasmine.objectContaining({ email: 'ada@example.com', password: 'x' })]);
      expect(clients.map(({ client_id: id }) => id)).toEqual(['onefold-demo', 'onefold-demo-server']);
    },
    TIMEOUT,
  );

  it(
    'ends with a message and exit code 1 if it cannot start',
    async () => {
      const newer = join(folder, 'newer.db');
      const raw = new DatabaseSync(newer);
      raw.exec('CREATE TABLE a (b); PRAGMA application_id = 0x4f465431; PRAGMA user_version = 99');
      raw.close();
      const corrupt = join(folder, 'corrupt.db');
      writeFileSync(corrupt, 'Not a database. '.repeat(500));
      const seed = join(folder, 'bad.yaml');
      writeFileSync(seed, 'users:\n  - connection: nowhere\n    profile: {}\n');
      const wrong: readonly (readonly [args: string[], message: RegExp])[] = [
        [['--db', newer], /written by a newer version \(schema 99, this one knows \d+\)/],
        [['--db', corrupt], /corrupt\.db.*file is not a database/],
        [['--seed', seed], /bad\.yaml:2:17 users\[0\]\.connection: Unknown connection "nowhere"/],
        [['--seed', join(folder, 'none.yaml')], /cannot read the seed .*none\.yaml/],
        [['--host', '0.0.0.0'], /can be reached by other machines.*--allow-remote/],
        [['--auto-login', 'Zoe'], /unknown user "Zoe" \(autoLogin\).*Ana Souza <ana@example\.com>/],
      ];
      const ends = wrong.map(async ([args, message]) => {
        const { code, stderr, stdout } = await start('--port', '0', '--json', ...args).ended;
        expect(code).withContext(args.join(' ')).toBe(1);
        expect(stderr).toMatch(message);
        expect(stderr).not.toContain('    at ');
        expect(stdout).toBe('');
      });
      await Promise.all(ends);
    },
    TIMEOUT,
  );

  it(
    'prints help and version, and ends with the reason and exit code 2 on a mistake',
    async () => {
      const [help, version, mistake] = await Promise.all(
        ['--help', '--version', '--porrt'].map((option) => start(option).ended),
      );
      expect([help?.code, help?.stdout.split('\n')[0]]).toEqual([0, jasmine.stringContaining('onefold-tenant')]);
      expect([version?.code, version?.stdout]).toEqual([0, jasmine.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
      expect([mistake?.code, mistake?.stdout]).toEqual([2, '']);
      expect(mistake?.stderr).toContain('--porrt');
      expect(mistake?.stderr.trimEnd().split('\n').length).toBe(2);
    },
    TIMEOUT,
  );
});
