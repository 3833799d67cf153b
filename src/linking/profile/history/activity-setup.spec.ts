import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import type { HistoryEvent } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import {
  ActivityHarness,
  FakeAuthService,
  FakeLinkingService,
  type HistoryHarness,
  aHistoryEvent,
  provideFakeAuth,
} from '@onefold/angular/testing';
import { ActivityComponent } from './activity.component';

/** An event of some time ago, in milliseconds. */
export function anEventOf(ago: number, overrides: Partial<HistoryEvent> = {}): HistoryEvent {
  const at = new Date(Date.now() - ago).toISOString();
  return aHistoryEvent({ id: at, at, ...overrides });
}

interface ActivitySetup {
  readonly linking: FakeLinkingService;
  readonly auth: FakeAuthService;
  readonly activity: ActivityHarness;
}

/** "Activity" on the fakes, closed. `arrange` runs before it is rendered. */
export async function setUpActivity(
  arrange: (linking: FakeLinkingService) => void = () => undefined,
): Promise<ActivitySetup> {
  TestBed.configureTestingModule({
    providers: [FakeLinkingService, { provide: LinkingService, useExisting: FakeLinkingService }, provideFakeAuth()],
  });
  const linking = TestBed.inject(FakeLinkingService);
  arrange(linking);
  const fixture = TestBed.createComponent(ActivityComponent);
  const activity = await TestbedHarnessEnvironment.harnessForFixture(fixture, ActivityHarness);
  return { linking, auth: TestBed.inject(FakeAuthService), activity };
}

/** Flushes pending promises: harnesses do not wait for responses. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

/** The same, open. */
export async function openActivity(
  arrange?: (linking: FakeLinkingService) => void,
): Promise<ActivitySetup & { readonly history: HistoryHarness }> {
  const parts = await setUpActivity(arrange);
  await parts.activity.toggle();
  await settled();
  const history = await parts.activity.history();
  if (!history) throw new Error('It is not open.');
  return { ...parts, history };
}
