import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, ViewContainerRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type Identity, identityKey, isOnefoldError } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import {
  FakeLinkingService,
  IdentityRowHarness,
  LinkDialogHarness,
  anIdentity,
  anOnefoldError,
  provideFakeAuth,
} from '@onefold/angular/testing';
import {
  ActivityComponent,
  IdentityListComponent,
  IdentityRowTemplateDirective,
  ProfileCardComponent,
  ProfileComponent,
  ThemeComponent,
  loadLinkDialog,
  loadUnlinkDialog,
} from './public-api';

/** The example of the README. */
@Component({
  selector: 'onefold-composed-page',
  imports: [ActivityComponent, IdentityListComponent, ProfileCardComponent, ThemeComponent],
  template: `
    <onefold-theme>
      @if (linking.profile(); as profile) {
        <onefold-profile-card [profile]="profile" />
      }
      <onefold-identity-list
        [connections]="linking.connections()"
        [identities]="linked()"
        [unlinking]="linking.unlinking()"
        (unlink)="unlink($event)"
      />
      <button class="own" (click)="link()">Add a sign-in</button>
      <onefold-activity />
      <ng-container #dialogs />
    </onefold-theme>
  `,
})
class ComposedPageComponent {
  protected readonly linking = inject(LinkingService);
  protected readonly linked = computed(() => (this.linking.identities() ?? []).filter(({ primary }) => !primary));
  private readonly dialogs = viewChild.required('dialogs', { read: ViewContainerRef });

  async link(): Promise<void> {
    const dialog = this.dialogs().createComponent(await loadLinkDialog());
    dialog.instance.closed.subscribe(() => dialog.destroy());
  }

  async unlink(identity: Identity): Promise<void> {
    const dialog = this.dialogs().createComponent(await loadUnlinkDialog());
    dialog.setInput('identity', identity);
    dialog.setInput('label', identity.label ?? identity.connection);
    dialog.instance.unlinked.subscribe(() => dialog.destroy());
    dialog.instance.closed.subscribe(() => dialog.destroy());
  }
}

/** The second example of the README. */
@Component({
  selector: 'onefold-own-row',
  template: `
    {{ identity().label }}
    @if (linking.queued().has(key())) {
      Waiting for another change. <button (click)="linking.cancelQueued(key())">Cancel</button>
    } @else {
      <button [disabled]="linking.unlinking().has(key())" (click)="unlink()">Unlink</button>
    }
    {{ problem() }}
  `,
})
class OwnRowComponent {
  protected readonly linking = inject(LinkingService);
  readonly identity = input.required<Identity>();
  protected readonly key = computed(() => identityKey(this.identity()));
  protected readonly problem = signal('');

  async unlink(): Promise<void> {
    try {
      await this.linking.unlink(this.identity());
    } catch (error) {
      const cancelled = isOnefoldError(error) && error.code === 'change_in_progress';
      this.problem.set(cancelled ? '' : 'This account is still linked.');
    }
  }
}

/** The page with slots. */
@Component({
  selector: 'onefold-filled-page',
  imports: [IdentityRowTemplateDirective, ProfileComponent],
  template: `
    <onefold-profile heading="false" (identityUnlinked)="gone.push($event)">
      <p onefoldHeader>Your sign-ins</p>
      <a href="#help" onefoldActions>Help</a>
      <p onefoldEmpty>Nothing yet.</p>
      <ng-template let-identity let-label="label" let-unlink="unlink" onefoldIdentityRow>
        <span class="row">{{ label }} {{ identity.user_id }}</span> <button class="off" (click)="unlink()">Off</button>
      </ng-template>
    </onefold-profile>
  `,
})
class FilledPageComponent {
  readonly gone: Identity[] = [];
}

function setUp<T>(page: new () => T) {
  TestBed.configureTestingModule({
    providers: [FakeLinkingService, { provide: LinkingService, useExisting: FakeLinkingService }, provideFakeAuth()],
  });
  const linking = TestBed.inject(FakeLinkingService);
  const fixture = TestBed.createComponent(page);
  const element = fixture.nativeElement as HTMLElement;
  const click = (selector: string) => element.querySelector<HTMLElement>(selector)?.click();
  return { linking, fixture, element, click, loader: TestbedHarnessEnvironment.loader(fixture) };
}

describe('a page composed of parts', () => {
  it('shows the account and its rows in the colors of the theme', async () => {
    const { fixture, element, loader } = setUp(ComposedPageComponent);
    await fixture.whenStable();
    expect(element.querySelector('onefold-profile-card')?.textContent).toContain('Ada Lovelace');
    expect((await loader.getAllHarnesses(IdentityRowHarness)).length).toBe(1);
    const card = element.querySelector('onefold-profile-card') ?? element;
    expect(getComputedStyle(card).getPropertyValue('--_primary')).not.toBe('');
  });

  it('names the account once', async () => {
    const { fixture, element } = setUp(ComposedPageComponent);
    await fixture.whenStable();
    const card = element.querySelector('onefold-profile-card')?.textContent ?? '';
    for (const text of ['Ada Lovelace', 'ada@example.com']) {
      expect(card.split(text).length - 1)
        .withContext(text)
        .toBe(1);
    }
  });

  it('links in the dialog, which closes when the account is linked', async () => {
    const { fixture, linking, loader } = setUp(ComposedPageComponent);
    await fixture.whenStable();
    await fixture.componentInstance.link();
    const dialog = await loader.getHarness(LinkDialogHarness);
    await dialog.choose('Google');
    const [connection] = linking.connections();
    const identity = linking.identities()?.at(-1);
    if (!connection || !identity) throw new Error('The fake has both.');
    linking.linkState.set({ stage: 'linked', connection, identity });
    await fixture.whenStable();
    expect(await loader.getHarnessOrNull(LinkDialogHarness)).toBeNull();
  });
});

describe('a row of the application', () => {
  it('says that an unlink waits for another change, and withdraws it', async () => {
    const { fixture, element, linking, click } = setUp(OwnRowComponent);
    fixture.componentRef.setInput('identity', anIdentity());
    await fixture.whenStable();
    const release = linking.hold();
    linking.queued.set(new Set(['google-oauth2|108']));
    linking.nextUnlinkError = anOnefoldError('change_in_progress');
    const unlinked = fixture.componentInstance.unlink();
    await fixture.whenStable();
    expect(element.textContent).toContain('Waiting for another change.');
    click('button');
    expect(linking.calls.at(-1)).toEqual(['cancelQueued', 'google-oauth2|108']);
    linking.queued.set(new Set());
    release();
    await unlinked;
    await fixture.whenStable();
    expect(element.querySelector('button')?.textContent).toBe('Unlink');
    expect(element.textContent).not.toContain('still linked');
  });
});

describe('ProfileComponent with slots', () => {
  it('shows the application’s header, actions and rows, and no heading', async () => {
    const { fixture, element } = setUp(FilledPageComponent);
    await fixture.whenStable();
    expect(element.querySelector('h1')).toBeNull();
    expect(element.querySelector('[onefoldHeader]')?.textContent).toBe('Your sign-ins');
    expect(element.querySelector('.tools [onefoldActions]')?.textContent).toBe('Help');
    expect(element.querySelector('.row')?.textContent).toBe('Google 108');
    expect(element.querySelector('onefold-identity-list onefold-identity-row')).toBeNull();
  });

  it('shows the application’s text while nothing is linked', async () => {
    const { fixture, element, linking } = setUp(FilledPageComponent);
    linking.profile.update((profile) => profile && { ...profile, identities: profile.identities.slice(0, 1) });
    await fixture.whenStable();
    expect(element.querySelector('.empty')?.textContent.trim()).toBe('Nothing yet.');
  });

  it('unlinks from a row of the application, and reports it', async () => {
    const { fixture, element, click } = setUp(FilledPageComponent);
    await fixture.whenStable();
    click('.off');
    await fixture.whenStable();
    click('onefold-unlink-dialog .danger');
    for (let turn = 0; turn < 20; turn++) await fixture.whenStable();
    expect(fixture.componentInstance.gone.map(({ user_id }) => user_id)).toEqual(['108']);
    expect(element.querySelector('.row')).toBeNull();
  });

  it('keeps its heading where the router binds inputs, which sets them to `undefined`', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'profile', component: ProfileComponent }], withComponentInputBinding()),
        { provide: LinkingService, useClass: FakeLinkingService },
        provideFakeAuth(),
      ],
    });
    const { routeNativeElement } = await RouterTestingHarness.create('/profile');
    expect(routeNativeElement?.querySelector('h1')?.textContent).toBe('Profile');
  });
});
