import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as openid from 'openid-client';
import { refusal, signIn, startOidcHarness, type OidcHarness } from './testing/oidc-harness.ts';

const SCOPE = { scope: 'openid profile email offline_access' };
const UNKNOWN = { status: 403, error: 'invalid_grant', description: 'Unknown or invalid refresh token.' };

describe('Refresh tokens', () => {
  let harness: OidcHarness | undefined;
  const start = async (options?: Parameters<typeof startOidcHarness>[0]) => (harness = await startOidcHarness(options));
  const refresh = ({ config }: OidcHarness, token: string | undefined) => openid.refreshTokenGrant(config, token ?? '');
  afterEach(() => harness?.tenant.stop());

  it('rotate, and keep subject and audience', async () => {
    const started = await start();
    const first = await signIn(started, { ...SCOPE, audience: 'api' });
    const second = await refresh(started, first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.claims()?.sub).toBe(first.claims()?.sub);
    expect(second.access_token.split('.').length).toBe(3);
  });

  it('are revoked as a family when an old one is reused', async () => {
    const started = await start();
    const first = await signIn(started, SCOPE);
    const second = await refresh(started, first.refresh_token);
    expect(await refusal(refresh(started, first.refresh_token))).toEqual(UNKNOWN);
    expect(await refusal(refresh(started, second.refresh_token))).toEqual(UNKNOWN);
  });

  it('do not affect another family of the same user', async () => {
    const started = await start();
    const first = await signIn(started, SCOPE);
    const other = await signIn(started, SCOPE);
    await refresh(started, first.refresh_token);
    await refusal(refresh(started, first.refresh_token));
    expect((await refresh(started, other.refresh_token)).claims()?.sub).toBe(other.claims()?.sub);
  });

  it('may be reused within the leeway, not after it', async () => {
    const started = await start({ refreshTokenLeeway: 30 });
    const first = await signIn(started, SCOPE);
    await refresh(started, first.refresh_token);
    expect((await refresh(started, first.refresh_token)).refresh_token).toEqual(jasmine.any(String));
    started.tenant.control.advanceClock(31);
    expect(await refusal(refresh(started, first.refresh_token))).toEqual(UNKNOWN);
  });

  it("expire by the tenant's clock", async () => {
    const started = await start();
    const first = await signIn(started, SCOPE);
    started.tenant.control.advanceClock(2_592_001);
    expect(await refusal(refresh(started, first.refresh_token))).toEqual(UNKNOWN);
  });

  it('are rejected while the user is blocked', async () => {
    const started = await start();
    const first = await signIn(started, SCOPE);
    const sub = first.claims()?.sub ?? '';
    started.tenant.control.block(sub);
    expect(await refusal(refresh(started, first.refresh_token))).toEqual({
      status: 403,
      error: 'unauthorized',
      description: 'user is blocked',
    });
    started.tenant.control.unblock(sub);
    expect((await refresh(started, first.refresh_token)).claims()?.sub).toBe(sub);
  });

  it('can be revoked', async () => {
    const started = await start();
    const first = await signIn(started, SCOPE);
    await openid.tokenRevocation(started.config, first.refresh_token ?? '');
    expect(await refusal(refresh(started, first.refresh_token))).toEqual(UNKNOWN);
  });

  it('survive the end of the session', async () => {
    const started = await start();
    const first = await signIn(started, SCOPE);
    await started.browser.open('/v2/logout?client_id=spa');
    expect((await refresh(started, first.refresh_token)).claims()?.sub).toBe(first.claims()?.sub);
  });

  it('and signatures outlive a restart with a database file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenant-'));
    try {
      const before = await start({ database: join(folder, 'tenant.db') });
      const { port } = before.tenant;
      const first = await signIn(before, { ...SCOPE, audience: 'api' });
      await before.tenant.stop();
      const after = await start({ database: join(folder, 'tenant.db'), port });
      const userinfo = await fetch(`${after.tenant.origin}/userinfo`, {
        headers: { authorization: `Bearer ${first.access_token}` },
      });
      expect(userinfo.status).toBe(200);
      expect((await refresh(after, first.refresh_token)).claims()?.sub).toBe(first.claims()?.sub);
    } finally {
      await harness?.tenant.stop();
      harness = undefined;
      await rm(folder, { recursive: true });
    }
  });
});
