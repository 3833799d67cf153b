import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HistoryPage } from '@onefold/contract';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../../../scripts/configuration/local-configuration.mjs';
import { freePort } from '../../../../scripts/process/free-port.mjs';
import { ApiUser } from '../api-user.ts';
import { eventually } from '../eventually.ts';
import { HttpBrowser, type Account } from '../http-browser.ts';
import { ServerProcess } from './server-process.ts';

const run = promisify(execFile);
/** Milliseconds: starts a process on a machine that may be busy. */
const TIMEOUT = 120_000;
const PASSWORD = 'a demo password';

/** A server whose disk the spec fills: the kernel refuses every write to a file (RLIMIT_FSIZE), which only Linux can change later. */
if (process.platform === 'linux') {
  describe('A linking server whose disk is full', () => {
    let folder: string;
    let tenant: Tenant;
    let server: ServerProcess;
    let origin: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'onefold-full-disk-'));
      const port = await freePort(0);
      origin = `http://localhost:${port}`;
      tenant = await createTenant({
        clients: [localClient(origin), ...localServerClients(origin)],
        control: true,
        rateLimit: { limit: 10_000, perSeconds: 1 },
      });
      server = await ServerProcess.startBundled(port, {
        ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin: origin }),
        ONEFOLD_DATABASE_FILE: join(folder, 'onefold.sqlite'),
        ONEFOLD_MANAGEMENT_RATE: '1000/1s',
      });
    }, TIMEOUT);
    afterEach(() => limitFiles('unlimited'));
    afterAll(async () => {
      await server.stop();
      await tenant.stop();
      await rm(folder, { recursive: true, force: true });
    }, TIMEOUT);

    /** @param size Bytes up to which the server can write to a file. */
    const limitFiles = (size: string) => run('prlimit', ['--pid', String(server.pid), `--fsize=${size}:unlimited`]);
    const ready = async () => (await fetch(`${origin}/readyz`)).status;

    function account(connection: string, more: object = {}): Account & { readonly sub: string } {
      const email = `${randomUUID()}@example.com`;
      const { user_id } = tenant.control.addUser({
        ...{ connection, ...more },
        profile: { name: email, email, email_verified: true },
      });
      return { sub: user_id, connection, email, ...more };
    }

    async function signedIn(): Promise<ApiUser> {
      const user = account('Username-Password-Authentication', { password: PASSWORD });
      const { clientId } = localConfig(tenant.origin);
      const token = await tenant.control.signToken({ sub: user.sub, aud: LOCAL_AUDIENCE, azp: clientId });
      return new ApiUser({ sub: user.sub, account: user, token, browser: new HttpBrowser(), origin });
    }

    it(
      'reports this, is not ready, and continues when there is space again',
      async () => {
        const user = await signedIn();
        const before = await user.begin('google-oauth2');
        await limitFiles('0');
        const body = { connection: 'google-oauth2', mode: 'popup' };
        const attempts = [
          await user.call('POST', '/v1/me/link-intents', body),
          await user.call('POST', '/v1/me/elevations', { mode: 'popup' }),
          await user.call('DELETE', `/v1/me/link-intents/${before.id}`),
        ];
        expect(attempts.map(({ status, outcome }) => [status, outcome])).toEqual(
          attempts.map(() => [503, 'database_unavailable']),
        );
        expect(await ready()).toBe(503);
        await limitFiles('unlimited');
        expect(await ready()).toBe(200);
        // What failed left nothing behind, and what was there is unchanged.
        expect((await user.intent(before)).body.stage).toBe('created');
        expect((await user.begin('google-oauth2')).stage).toBe('created');
        expect((await user.me()).status).toBe(200);
      },
      TIMEOUT,
    );

    it(
      'changes nothing at Auth0 that it cannot record',
      async () => {
        const [user, other] = [await signedIn(), account('google-oauth2')];
        const intent = await user.prove(other);
        tenant.control.journal.clear();
        await limitFiles('0');
        expect((await user.confirm(intent)).outcome).toBe('database_unavailable');
        const writes = tenant.control.journal.entries().filter(({ method }) => method !== 'GET');
        expect(writes).toEqual([]);
        await limitFiles('unlimited');
        expect((await user.confirm(intent)).outcome).toBe('ok');
      },
      TIMEOUT,
    );

    it(
      'completes a link that Auth0 performed while the disk was full',
      async () => {
        const [user, other] = [await signedIn(), account('google-oauth2')];
        const intent = await user.prove(other);
        const path = `/api/v2/users/${user.sub}/identities`;
        // Auth0 links, and holds its response until the rule is removed.
        const fault = tenant.control.faults.add({ method: 'POST', path, gather: 2, afterwards: true });
        const confirmed = user.confirm(intent);
        await eventually('Auth0 has linked the accounts', () =>
          Promise.resolve(!tenant.control.users().some(({ user_id }) => user_id === other.sub)),
        );
        await limitFiles('0');
        tenant.control.faults.remove(fault);
        // An error, because the link is not recorded yet.
        expect((await confirmed).status).toBe(503);
        await limitFiles('unlimited');
        await eventually('the link is completed', async () => (await user.intent(intent)).body.stage === 'linked');
        const { identities, undo } = (await user.me()).body;
        expect(identities.length).toBe(2);
        expect(undo?.kind).toBe('link');
        const history = await user.call<HistoryPage>('GET', '/v1/me/history');
        expect(history.body.events.map(({ type }) => type).sort()).toEqual(['account.absorbed', 'identity.linked']);
      },
      TIMEOUT,
    );
  });
}
