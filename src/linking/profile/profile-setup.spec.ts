import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { LinkingService } from '@onefold/angular/linking';
import { FakeAuthService, FakeLinkingService, ProfileHarness, provideFakeAuth } from '@onefold/angular/testing';
import { ProfileComponent } from './profile.component';

/** A profile on the fakes, for specs. `arrange` runs before it is rendered. */
export async function setUpProfile(arrange: (linking: FakeLinkingService) => void = () => undefined): Promise<{
  readonly linking: FakeLinkingService;
  readonly auth: FakeAuthService;
  readonly fixture: ComponentFixture<ProfileComponent>;
  readonly profile: ProfileHarness;
}> {
  TestBed.configureTestingModule({
    providers: [FakeLinkingService, { provide: LinkingService, useExisting: FakeLinkingService }, provideFakeAuth()],
  });
  const linking = TestBed.inject(FakeLinkingService);
  const auth = TestBed.inject(FakeAuthService);
  auth.signIn();
  arrange(linking);
  const fixture = TestBed.createComponent(ProfileComponent);
  const profile = await TestbedHarnessEnvironment.harnessForFixture(fixture, ProfileHarness);
  return { linking, auth, fixture, profile };
}

/** Lets promises that follow one another settle: they need a turn each. */
export async function settle(fixture: ComponentFixture<unknown>): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await fixture.whenStable();
}
