import { TestBed } from '@angular/core/testing';
import { cleanUpAuth, openAuth, settled } from './testing/support/auth-setup';
import { FakeLinkingGateway } from '@onefold/angular/testing';
import { LinkingGateway } from './linking/linking-gateway';
import { LinkingService } from './linking/linking.service';
import { ONEFOLD_CONFIG } from './configuration/configuration.service';
import { provideOnefold, withConnections, withLabels } from './provide-onefold';
import { withManagementApi } from './direct/with-management-api';

const settings = { domain: 'tenant.example.com', clientId: 'provide-onefold' };

describe('provideOnefold', () => {
  afterEach(cleanUpAuth);

  it('is named by what needs it and has no provider', () => {
    expect(() => TestBed.inject(LinkingService)).toThrowError(/LinkingGateway has no provider\. .*FakeLinkingGateway/);
    TestBed.resetTestingModule().configureTestingModule({
      providers: [{ provide: LinkingGateway, useClass: FakeLinkingGateway }],
    });
    expect(() => TestBed.inject(LinkingService)).toThrowError(/AuthService has no provider\. Add provideOnefold\(\)/);
  });

  it('builds and loads nothing at call time', () => {
    const loader = jasmine.createSpy('loader').and.resolveTo(settings);
    provideOnefold(loader, withManagementApi());
    expect(loader).not.toHaveBeenCalled();
  });

  it('calls a loader once', async () => {
    const loader = jasmine.createSpy('loader').and.resolveTo(settings);
    const { auth } = await openAuth({ loader });
    await settled(auth);
    expect((await TestBed.inject(ONEFOLD_CONFIG)).clientId).toBe('provide-onefold');
    expect(loader).toHaveBeenCalledTimes(1);
  });

  it('distinguishes a failed loader from a wrong setting', async () => {
    const cause = new TypeError('Failed to fetch');
    const { auth } = await openAuth({ loader: () => Promise.reject(cause) });
    expect(await settled(auth)).toBe('failed');
    expect(auth.failure()).toEqual(jasmine.objectContaining({ code: 'configuration_invalid', cause }));
  });

  it('hands the features to the configuration', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideOnefold(
          settings,
          withManagementApi(),
          withConnections([{ name: 'github', label: 'github' }]),
          withLabels({ github: 'GitHub' }),
        ),
      ],
    });
    const config = await TestBed.inject(ONEFOLD_CONFIG);
    expect(config.managementApi).toBe('https://tenant.example.com/api/v2/');
    expect(config.connections).toEqual([{ name: 'github', label: 'GitHub' }]);
    expect(TestBed.inject(LinkingGateway)).toBeInstanceOf(LinkingGateway);
  });

  it('has no gateway without a feature that brings one', () => {
    TestBed.configureTestingModule({ providers: [provideOnefold(settings)] });
    expect(TestBed.inject(LinkingGateway, null, { optional: true })).toBeNull();
  });
});
