import { TestBed } from '@angular/core/testing';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
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
    TestBed.configureTestingModule({
      providers: [
        ...lazyGateway('management-api', () => Promise.resolve(loaded)),
        { provide: ONEFOLD_CONFIG, useValue: Promise.resolve(TEST_CONFIG) },
      ],
    });
    return { lazy: TestBed.runInInjectionContext(injectLinkingGateway) as unknown as Calls, real, attempt };
  }

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
