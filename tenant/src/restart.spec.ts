import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshTokenGrant } from 'openid-client';
import { claimsOf, redeem, authorization, signIn, startOidcHarness } from './oidc/testing/oidc-harness.ts';

describe('A tenant with a database file', () => {
  it('keeps sessions, refresh tokens, keys and changed users over a restart at the same port', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tenant-restart-'));
    const database = join(folder, 'tenant.db');
    const first = await startOidcHarness({ database });
    const tokens = await signIn(first, { scope: 'openid offline_access' });
    const { port } = first.tenant;
    const ana = String(claimsOf(tokens)['sub']);
    first.tenant.control.patchUser(ana, { user_metadata: { after: 'restart' } });
    await first.tenant.stop();
    const second = await startOidcHarness({ database, port });
    try {
      const silent = await authorization(second.config, { prompt: 'none' });
      const end = await first.browser.open(silent.url);
      expect(claimsOf(await redeem(second.config, silent, end))['sub']).toBe(ana);
      expect(claimsOf(await refreshTokenGrant(second.config, tokens.refresh_token ?? ''))['sub']).toBe(ana);
      const user = second.tenant.control.users().find(({ user_id: id }) => id === ana);
      expect(user?.user_metadata['after']).toBe('restart');
    } finally {
      await second.tenant.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
