import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { LinkingService } from '@onefold/angular/linking';
import { ProfileComponent } from '@onefold/angular/profile';
import {
  aConnection,
  FakeAuthService,
  FakeLinkingService,
  ProfileHarness,
  provideFakeAuth,
} from '@onefold/angular/testing';
import { App } from './app';

describe('App', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideRouter([]), provideFakeAuth()] }));

  it('offers to log out while a user is signed in', async () => {
    const fixture = TestBed.createComponent(App);
    await fixture.whenStable();
    expect(fixture.nativeElement.textContent).not.toContain('Sign out');
    TestBed.inject(FakeAuthService).signIn();
    await fixture.whenStable();
    fixture.nativeElement.querySelector('button').click();
    expect(TestBed.inject(FakeAuthService).logouts).toBe(1);
  });
});

describe('the profile page', () => {
  let linking: FakeLinkingService;
  let page: ProfileHarness;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), provideFakeAuth(), { provide: LinkingService, useClass: FakeLinkingService }],
    });
    TestBed.inject(FakeAuthService).signIn();
    linking = TestBed.inject(LinkingService) as unknown as FakeLinkingService;
    const fixture = TestBed.createComponent(ProfileComponent);
    page = await TestbedHarnessEnvironment.harnessForFixture(fixture, ProfileHarness);
  });

  it('links the chosen connection', async () => {
    const dialog = await page.linkAccount();
    expect(await dialog.connections()).toEqual(['Google', 'GitHub']);
    await dialog.choose('GitHub');
    expect(linking.calls.at(-1)).toEqual(['link', aConnection({ name: 'github', label: 'GitHub' })]);
    await dialog.escape();
    expect(await page.linkDialog()).toBeNull();
  });

  it('asks before it unlinks', async () => {
    const [row] = await page.rows();
    await row.unlink();
    const dialog = await page.unlinkDialog();
    await dialog?.press('Unlink');
    expect(linking.calls.at(-1)?.[0]).toBe('unlink');
  });
});
