import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { cleanUpAuth, openAuth } from './testing/support/auth-setup';
import { AuthService } from './auth/auth.service';
import { injectLinkingGateway } from './linking/inject-linking-gateway';
import { LinkingGateway } from './model/linking-gateway';
import { LinkingService } from './linking/linking.service';
import { ONEFOLD_CONFIG } from './configuration/configuration.service';
import { provideOnefold, withConnections, withLabels } from './provide-onefold';
import { withManagementApi } from './direct/with-management-api';

const settings = { domain: 'tenant.example.com', clientId: 'provide-onefold' };

describe('provideOnefold', () => {
  afterEach(cleanUpAuth);

  it('builds and loads nothing at call time', () => {
    const loader = jasmine.createSpy('loader').and.resolveTo(settings);
    provideOnefold(loader, withManagementApi());
    expect(loader).not.toHaveBeenCalled();
  });

  it('calls a loader once', async () => {
    const loader = jasmine.createSpy('loader').and.resolveTo(settings);
    const { auth } = await openAuth({ loader });
    await auth.whenSettled();
    expect((await TestBed.inject(ONEFOLD_CONFIG)).clientId).toBe('provide-onefold');
    expect(loader).toHaveBeenCalledTimes(1);
  });

  it('distinguishes a failed loader from a wrong setting', async () => {
    const cause = new TypeError('Failed to fetch');
    const { auth } = await openAuth({ loader: () => Promise.reject(cause) });
    expect(await auth.whenSettled()).toBe('failed');
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
    expect(TestBed.runInInjectionContext(injectLinkingGateway)).toBeInstanceOf(LinkingGateway);
  });

  it('names the missing feature if nothing can link', () => {
    TestBed.configureTestingModule({ providers: [provideOnefold(settings)] });
    expect(() => TestBed.inject(LinkingService)).toThrowError(/Add withLinkingServer\(\) to provideOnefold\(\)/);
  });

  it('is named in the error if it is missing', () => {
    expect(() => TestBed.inject(AuthService)).toThrowError(/Add provideOnefold\(\) to the providers/);
  });

  it('reports that it belongs to the application if a route provides it', () => {
    const log = spyOn(console, 'error');
    const root = TestBed.inject(EnvironmentInjector);
    createEnvironmentInjector([provideOnefold(settings, withManagementApi())], root).destroy();
    expect(log).toHaveBeenCalledOnceWith(
      jasmine.stringContaining('Move it to the providers of bootstrapApplication()'),
    );
  });

  it('reports nothing if the application provides it', async () => {
    const log = spyOn(console, 'error');
    await (await openAuth()).auth.whenSettled();
    expect(log).not.toHaveBeenCalled();
  });
});
