import { TestBed } from '@angular/core/testing';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import { PRELOADS } from '../configuration/onefold-feature';
import { lazyGateway } from '../auth/lazy-gateway';
import { TEST_CONFIG } from '../testing/support/fake-isolated-login';
import { injectLinkingGateway } from './inject-linking-gateway';
import type { LinkingGateway } from '../model/linking-gateway';

type Calls = Record<string, (...args: unknown[]) => unknown>;

/** More arguments than any method has, so that one that a forwarder does not name is missed, too. */
const ARGUMENTS = [{ window: null }, 'second', 'third', 'fourth'] as const;

describe('The lazily loaded gateway', () => {
  const methods = ['profile', 'connections', 'begin', 'resume', 'unlink', 'server'];

  /** The lazy gateway, and the real one behind it, which records its calls. */
  function setUp() {
    const attempt = jasmine.createSpyObj<Calls>('attempt', ['confirm', 'cancel']);
    const real = jasmine.createSpyObj<Calls>('gateway', methods);
    real['begin']?.and.returnValue(attempt);
    const loaded = { createGateway: () => real as unknown as LinkingGateway };
    const load = jasmine.createSpy('load', () => Promise.resolve(loaded)).and.callThrough();
    TestBed.configureTestingModule({
      providers: [
        ...lazyGateway('management-api', load),
        { provide: ONEFOLD_CONFIG, useValue: Promise.resolve(TEST_CONFIG) },
      ],
    });
    return { lazy: TestBed.runInInjectionContext(injectLinkingGateway) as unknown as Calls, real, attempt, load };
  }

  it('loads its code once, for the preload and for its use', async () => {
    const { lazy, load } = setUp();
    await Promise.all(TestBed.inject(PRELOADS).map((preload) => preload()));
    await lazy['profile']?.();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('loads its code again after a failure', async () => {
    const { lazy, load, real } = setUp();
    load.and.returnValues(Promise.reject(new Error('404')));
    await expectAsync(lazy['profile']?.() as Promise<unknown>).toBeRejected();
    load.and.callThrough();
    await lazy['profile']?.();
    expect(real['profile']).toHaveBeenCalled();
  });

  it('implements every method of the port', () => {
    const { lazy } = setUp();
    const own = Object.getOwnPropertyNames(Object.getPrototypeOf(lazy)).filter(
      (name) => !/^(constructor|gateway|load)$/.test(name),
    );
    expect(own.sort()).toEqual([...methods].sort());
  });

  for (const method of methods) {
    it(`passes every argument of ${method}() on`, async () => {
      const { lazy, real } = setUp();
      await lazy['profile']?.();
      await lazy[method]?.(...ARGUMENTS);
      expect(real[method]).toHaveBeenCalledWith(...ARGUMENTS);
    });
  }

  it('passes every argument of begin() and of the confirmation on before its code has loaded', async () => {
    const { lazy, real, attempt } = setUp();
    const deferred = lazy['begin']?.(...ARGUMENTS) as Calls;
    await deferred['confirm']?.(...ARGUMENTS);
    expect(real['begin']).toHaveBeenCalledWith(...ARGUMENTS);
    expect(attempt['confirm']).toHaveBeenCalledWith(...ARGUMENTS);
  });
});
