import { Service } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { OfflineComponent } from './offline.component';
import { ReachabilityService } from './reachability.service';

@Service({ autoProvided: false })
class FakeReachability {
  network = false;
  server = false;
  tries = 0;
  begun = 0;
  listeners = 0;
  change: () => void = () => undefined;

  hasNetwork(): boolean {
    return this.network;
  }
  onNetworkChange(callback: () => void): () => void {
    this.listeners++;
    this.change = callback;
    return () => this.listeners--;
  }
  async reachable(): Promise<boolean> {
    this.tries++;
    return this.server;
  }
  restart(): void {
    this.begun++;
  }
}

async function setUp({ network = false } = {}) {
  TestBed.configureTestingModule({
    providers: [FakeReachability, { provide: ReachabilityService, useExisting: FakeReachability }],
  });
  const reachability = TestBed.inject(FakeReachability);
  reachability.network = network;
  const fixture = TestBed.createComponent(OfflineComponent);
  const element = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
  const retry = async () => {
    element.querySelector('button')?.click();
    await fixture.whenStable();
  };
  return {
    fixture,
    reachability,
    retry,
    words: (selector: string) => element.querySelector(selector)?.textContent.trim(),
  };
}

describe('the offline page', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => jasmine.clock().uninstall());

  it('distinguishes an offline device from an unresponsive server', async () => {
    const { fixture, reachability, words } = await setUp();
    expect(words('h1')).toBe('You’re offline');
    reachability.network = true;
    reachability.change();
    await fixture.whenStable();
    expect(words('h1')).toBe('Can’t reach Onefold');
  });

  it('reports a failed retry', async () => {
    const { reachability, retry, words } = await setUp();
    await retry();
    expect(reachability.tries).toBe(1);
    expect(words('[role=status]')).toBe('Still offline.');
    expect(words('button')).toBe('Try again');
    expect(reachability.begun).toBe(0);
  });

  it('restarts when a retry succeeds', async () => {
    const { reachability, retry } = await setUp();
    reachability.server = true;
    await retry();
    expect(reachability.begun).toBe(1);
  });

  it('restarts automatically when the network is back', async () => {
    const { fixture, reachability } = await setUp();
    reachability.network = reachability.server = true;
    reachability.change();
    await fixture.whenStable();
    expect(reachability.begun).toBe(1);
  });

  it('polls an unresponsive server, but not while offline', async () => {
    const { reachability } = await setUp();
    jasmine.clock().tick(60_000);
    expect(reachability.tries).toBe(0);
    reachability.network = true;
    jasmine.clock().tick(20_000);
    expect(reachability.tries).toBe(2);
  });

  it('stops listening and polling when destroyed', async () => {
    const { fixture, reachability } = await setUp({ network: true });
    fixture.destroy();
    jasmine.clock().tick(60_000);
    expect(reachability.listeners).toBe(0);
    expect(reachability.tries).toBe(0);
  });
});
