import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { FakeAuthService, aCandidate, aConnection, provideFakeAuth } from '@onefold/angular/testing';
import { lastValueFrom } from 'rxjs';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import { BrowserProofs } from './browser-proofs';
import type { Prove } from './direct-link-attempt';
import { SEALED_ITEM } from './parked-link';
import { TEST_CONFIG } from '../testing/support/fake-isolated-login';
import type { ResolvedOnefoldConfig } from '../configuration/onefold-config';
import { ManagementApiGateway } from './management-api.gateway';
import type { Profile } from '../model/profile';

const user = 'https://tenant.test/api/v2/users/auth0%7Cada';
const auth0 = { provider: 'auth0', user_id: 'ada', connection: 'db' };
const google = { provider: 'google-oauth2', user_id: '108', connection: 'google-oauth2' };

/** Proofs that are available at once; records the account it receives. */
class FakeProofs {
  account: (() => Promise<Profile>) | null = null;
  resumed: { connection: ReturnType<typeof aConnection>; prove: Prove } | null = null;
  readonly prove: Prove = () =>
    Promise.resolve({ idToken: 'a.b.c', expiresAt: new Date(Date.now() + 60_000), candidate: aCandidate() });
  begin(_request: unknown, account: () => Promise<Profile>): Prove {
    this.account = account;
    return this.prove;
  }
  resume(): Promise<FakeProofs['resumed']> {
    return Promise.resolve(this.resumed);
  }
}

describe('ManagementApiGateway', () => {
  let http: HttpTestingController;
  let proofs: FakeProofs;
  const config: { current: ResolvedOnefoldConfig } = { current: TEST_CONFIG };

  it('resumes nothing if the browser forbids storage', async () => {
    const gateway = setUp();
    spyOn(Storage.prototype, 'getItem').and.throwError(new DOMException('denied', 'SecurityError'));
    expect(await gateway.resume()).toBeNull();
  });

  function setUp(): ManagementApiGateway {
    proofs = new FakeProofs();
    TestBed.configureTestingModule({
      providers: [
        ManagementApiGateway,
        provideFakeAuth(),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: ONEFOLD_CONFIG, useFactory: () => Promise.resolve(config.current) },
        { provide: BrowserProofs, useValue: proofs },
      ],
    });
    TestBed.inject(FakeAuthService).signIn();
    http = TestBed.inject(HttpTestingController);
    return TestBed.inject(ManagementApiGateway);
  }
  const request = async (matches: (method: string, url: string) => boolean) => {
    for (let turn = 0; turn < 20; turn++) {
      const [found] = http.match(({ method, url }) => matches(method, url));
      if (found) {
        return found;
      }
      await Promise.resolve();
    }
    throw new Error('No such request was made.');
  };
  const load = async (gateway: ManagementApiGateway) => {
    const profile = gateway.profile();
    (await request((method) => method === 'GET')).flush({ user_id: 'auth0|ada', identities: [auth0] });
    return profile;
  };
  beforeEach(() => (config.current = TEST_CONFIG));

  it('reads the account of the signed-in user', async () => {
    expect((await load(setUp())).user_id).toBe('auth0|ada');
  });

  it('offers the configured connections', async () => {
    expect(await setUp().connections()).toEqual([{ name: 'google-oauth2', label: 'Google' }]);
  });

  it('links only after the confirmation, with the ID token of the other account', async () => {
    const gateway = setUp();
    const attempt = gateway.begin({ connection: aConnection(), window: null, returnTo: '/' });
    await lastValueFrom(attempt.progress$);
    http.expectNone(() => true);
    const linked = attempt.confirm();
    const post = await request((method, url) => method === 'POST' && url === `${user}/identities`);
    expect(post.request.body).toEqual({ link_with: 'a.b.c' });
    post.flush([auth0, google]);
    expect(await linked).toHaveSize(2);
  });

  it('passes the known account to the flow, without another request', async () => {
    const gateway = setUp();
    await load(gateway);
    const unlinked = gateway.unlink(google);
    (await request((method) => method === 'DELETE')).flush([auth0]);
    await unlinked;
    await lastValueFrom(gateway.begin({ connection: aConnection(), window: null, returnTo: '/' }).progress$);
    expect((await proofs.account?.())?.identities.length).toBe(1);
    http.verify();
  });

  it('resumes an interrupted attempt', async () => {
    const gateway = setUp();
    expect(await gateway.resume()).toBeNull();
    sessionStorage.setItem(SEALED_ITEM, 'sealed');
    proofs.resumed = { connection: aConnection(), prove: proofs.prove };
    const attempt = await gateway.resume();
    expect(attempt?.connection).toEqual(aConnection());
    sessionStorage.removeItem(SEALED_ITEM);
  });

  it('fails with session_expired if no user is signed in', async () => {
    const gateway = setUp();
    TestBed.inject(FakeAuthService).signOut();
    await expectAsync(gateway.profile()).toBeRejectedWith(jasmine.objectContaining({ code: 'session_expired' }));
  });

  it('names the missing withManagementApi()', async () => {
    const { managementApi: _, ...without } = TEST_CONFIG;
    config.current = without;
    await expectAsync(setUp().profile()).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'configuration_invalid',
        message: jasmine.stringContaining('withManagementApi()'),
      }),
    );
  });
});
