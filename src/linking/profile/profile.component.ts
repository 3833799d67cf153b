import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  type ComponentRef,
  type ElementRef,
  Injector,
  type Type,
  afterNextRender,
  booleanAttribute,
  computed,
  contentChild,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { AuthService, type Identity, type OnefoldError, type Remedy, identityKey } from '@onefold/angular';
import { LinkingService, ɵfillMainIdentity as fillMainIdentity } from '@onefold/angular/linking';
import { IconComponent } from './icon/icon.component';
import { ProfileCardComponent } from './account/profile-card.component';
import { DeferredComponent } from './deferred/deferred.component';
import type { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { loadLinkDialog, loadUnlinkDialog } from './load-dialogs';
import { NeedsNetworkDirective, Network } from './network';
import { injectReturnTo } from './inject-return-to';
import { connectionLabel } from './identities/connection-label';
import { rowLabels } from './identities/row-labels';
import { IdentityListComponent } from './identities/identity-list.component';
import { IdentityRowComponent } from './identities/identity-row.component';
import { IdentityRowTemplateDirective } from './identities/identity-row-template.directive';
import { identityTitle } from './names/account-name';
import type { LinkDialogComponent } from './linking/link-dialog.component';
import { PageMemory } from './page-memory';
import { Receipt } from './receipt/receipt';
import type { ReceiptComponent } from './receipt/receipt.component';
import { ServerPartsSlotComponent } from './server-parts/server-parts-slot.component';
import { SkeletonComponent } from './skeleton.component';
import { UndoJourney } from './receipt/undo-journey';
import { UndoSlotComponent } from './receipt/undo-slot.component';
import type { UnlinkDialogComponent } from './unlinking/unlink-dialog.component';

type ArrangeUnlinkDialog = (created: ComponentRef<UnlinkDialogComponent>) => void;

/**
 * The signed-in user's profile: shows the account and its linked sign-ins; links and unlinks accounts.
 * Colors and shapes come from `--onefold-…` custom properties, else from Material's system tokens.
 *
 * Content: `onefoldHeader` follows the heading, `onefoldActions` stands beside "Link account", `onefoldEmpty` replaces the
 * text of an empty list, `<ng-template onefoldIdentityRow>` the rows.
 *
 * @example
 * { path: 'profile', canActivate: [authGuard], loadComponent: () =>
 *     import('@onefold/angular/profile').then((m) => m.ProfileComponent) }
 */
@Component({
  selector: 'onefold-profile',
  imports: [
    NgTemplateOutlet,
    IconComponent,
    DeferredComponent,
    IdentityListComponent,
    IdentityRowComponent,
    ProfileCardComponent,
    ServerPartsSlotComponent,
    SkeletonComponent,
    UndoSlotComponent,
    NeedsNetworkDirective,
  ],
  templateUrl: './profile.component.html',
  styleUrls: ['./theme/tokens.css', './theme/buttons.css', './profile.component.css'],
})
export class ProfileComponent {
  /** Whether the page has its heading, "Profile". */
  readonly heading = input(true, {
    // The router's `withComponentInputBinding()` sets every input without a value in the route to `undefined`.
    transform: (value: unknown) => value === undefined || booleanAttribute(value),
  });
  /** An account was linked. */
  readonly identityLinked = output<Identity>();
  /** An account was unlinked. */
  readonly identityUnlinked = output<Identity>();
  protected readonly rowTemplate = contentChild(IdentityRowTemplateDirective);

  protected readonly text = {
    profileTitle: $localize`:@@onefold.profile.title:Profile`,
    title: $localize`:@@onefold.identities.title:Linked accounts`,
    lead: $localize`:@@onefold.identities.lead:Sign in with any of these.`,
    open: $localize`:@@onefold.link.open:Link account`,
    emptyTitle: $localize`:@@onefold.identities.emptyTitle:No linked accounts yet`,
    empty: $localize`:@@onefold.identities.empty:Link one so you can still get in if you lose access to this one.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly injector = inject(Injector);
  private readonly returnTo = injectReturnTo();
  private readonly memory = inject(PageMemory);
  private readonly receipt = inject(Receipt);
  protected readonly undo = inject(UndoJourney);
  private readonly online = inject(Network).online;

  protected readonly profile = this.linking.profile;
  protected readonly hasServer = this.linking.hasServer;
  protected readonly identities = this.linking.identities;
  protected readonly connections = this.linking.connections;
  protected readonly unlinking = this.linking.unlinking;
  protected readonly failure = computed(() => {
    const state = this.linking.identitiesState();
    return state.stage === 'failed' ? state.error : null;
  });
  protected readonly signedOut = computed(() => ['anonymous', 'failed'].includes(this.auth.status()));
  protected readonly primary = computed((): Identity | undefined => {
    const profile = this.profile();
    return profile && fillMainIdentity(profile).identities.find(({ primary }) => primary);
  });
  protected readonly linked = computed(() => this.identities()?.filter(({ primary }) => !primary) ?? []);
  protected readonly primaryLabel = computed(() => this.labelOf(this.primary()));
  /** Names who views the account on the user’s behalf, in a read-only session. */
  protected readonly actor = computed(() => {
    const actor = this.profile()?.actor;
    if (!actor) return null;
    return $localize`:@@onefold.profile.delegated:${actor.name ?? actor.user_id}:actor: is viewing this account on the user’s behalf. Nothing can be changed in this session.`;
  });
  protected readonly primaryRename = computed(() => {
    const primary = this.primary();
    return primary && !this.actor()
      ? rowLabels([primary], this.connections()).get(identityKey(primary))?.rename
      : undefined;
  });
  protected readonly reloading = signal(false);
  protected readonly choosing = signal(false);
  /** The user has closed the dialog, but the link continues. */
  private readonly linkLeft = signal(false);
  protected readonly prefetchLinkDialog = signal(false);
  protected readonly linkDialogShown = computed(() => {
    const { stage } = this.linking.linkState();
    return stage !== 'linked' && !(stage === 'linking' && this.linkLeft()) && (this.choosing() || stage !== 'idle');
  });
  protected readonly linkDialog = {
    load: loadLinkDialog,
    arrange: ({ instance }: ComponentRef<LinkDialogComponent>): void => {
      instance.closed.subscribe(() => {
        this.choosing.set(false);
        this.linkLeft.set(this.linking.linkState().stage === 'linking');
      });
    },
  };
  /** The identities the user is asked about or that are being unlinked, newest first. */
  protected readonly leaving = signal<readonly { readonly key: string; readonly arrange: ArrangeUnlinkDialog }[]>([]);
  protected readonly notice = {
    load: (): Promise<Type<ErrorNoticeComponent>> =>
      import('@onefold/angular/profile/errors').then(({ ErrorNoticeComponent }) => ErrorNoticeComponent),
    arrange: (created: ComponentRef<ErrorNoticeComponent>): void => {
      created.setInput('otherwise', 'retry');
      created.instance.remedy.subscribe((remedy) => void this.applyRemedy(remedy));
      const show = (): void => {
        const failure = this.failure();
        if (failure) created.setInput('error', failure);
        created.setInput('busy', this.reloading());
      };
      // At once, because the component requires the error; then again whenever the error changes.
      show();
      effect(show, { injector: created.injector });
    },
  };
  /** Fetches the dialog on hover or focus, like that of linking, so that the click need not wait for it. */
  protected readonly prefetchUnlinkDialog = signal(false);
  protected readonly loadUnlinkDialog = loadUnlinkDialog;
  /** Its code has loaded or failed to load; a failure is shown only afterwards, since the user did not request it. */
  protected readonly receiptLoaded = signal(false);
  protected readonly loadReceipt = (): Promise<Type<ReceiptComponent>> =>
    import('./receipt/receipt.component')
      .then(({ ReceiptComponent }) => ReceiptComponent)
      .finally(() => this.receiptLoaded.set(true));

  private readonly list = viewChild(IdentityListComponent);
  private readonly linkedHeading = viewChild<ElementRef<HTMLElement>>('linkedHeading');

  constructor() {
    effect(() => {
      const state = this.linking.linkState();
      if (state.stage === 'linked') {
        this.choosing.set(false);
        const { identity } = state;
        // Its own connection: after a merge, the user may have signed in with another identity of the absorbed account.
        const label = untracked(() => this.labelOf(identity));
        this.receipt.done.set({ what: 'linked', label, account: identityTitle(identity) });
        // The user who did not wait for it is elsewhere.
        if (!untracked(this.linkLeft)) this.focusLater(() => this.list()?.focusIdentity(identity));
        this.identityLinked.emit(identity);
      } else if (state.stage === 'failed') {
        // Also after a redirect, when the dialog was not opened on this page: a retry starts with the choice.
        this.choosing.set(true);
      }
      if (state.stage !== 'linking') this.linkLeft.set(false);
    });
    effect(() => {
      const to = this.receipt.toList();
      if (to) this.focusLater(() => to.identity && this.list()?.focusIdentity(to.identity));
    });
    this.undo.clear();
    let shown = untracked(this.auth.user)?.sub;
    effect(() => {
      const current = this.auth.user()?.sub;
      // Nothing of a user stays on the screen of the next one.
      if (shown !== undefined && current !== shown) {
        this.leaving.set([]);
        this.choosing.set(false);
        this.undo.clear();
        this.memory.clear();
      }
      shown = current;
    });
    effect(() => {
      if (this.online() && untracked(this.failure)?.code === 'offline') void untracked(() => this.reload());
    });
    void this.resume();
  }

  protected openLinkDialog(): void {
    this.receipt.done.set(null);
    // Discard an earlier result; the dialog begins with the choice. A link that continues is shown again.
    if (this.linking.linkState().stage !== 'linking') this.linking.cancelLink();
    this.linkLeft.set(false);
    this.choosing.set(true);
  }

  /** @param failure Why the sign-in for it failed, after a redirect. */
  protected openUnlinkDialog(identity: Identity, failure: OnefoldError | null = null): void {
    this.receipt.done.set(null);
    const key = identityKey(identity);
    if (this.leaving().some((each) => each.key === key)) return;
    const label = this.labelOf(identity);
    const position = this.list()?.positionOf(identity) ?? 0;
    const arrange: ArrangeUnlinkDialog = (created) => {
      created.setInput('identity', identity);
      created.setInput('label', label);
      created.setInput('failure', failure);
      const close = (): void => this.leaving.update((all) => all.filter((each) => each.key !== key));
      created.instance.closed.subscribe(close);
      created.instance.unlinked.subscribe(() => {
        close();
        this.receipt.done.set({ what: 'unlinked', label, account: identityTitle(identity) });
        this.identityUnlinked.emit(identity);
        // The focused row was removed: focus its neighbor.
        this.focusLater(() => this.list()?.focusRow(position));
      });
    };
    this.leaving.update((all) => [{ key, arrange }, ...all]);
  }

  /** Asks the user again after a redirect to a sign-in that an unlink or undo required. */
  private async resume(): Promise<void> {
    const change = await this.linking.resumeLink();
    if (change?.kind === 'undo') this.receipt.interrupted.set(change);
    if (change?.kind !== 'unlink') return;
    const identity = this.linked().find((each) => identityKey(each) === identityKey(change.identity));
    if (!identity || identity.lock) return;
    // Focus the row first, because the dialog restores the previous focus.
    this.focusLater(() => {
      const focused = this.list()?.focusIdentity(identity);
      this.openUnlinkDialog(identity, change.failure);
      return focused;
    });
  }

  /** Focuses the row once the page shows the change; the heading of the list if the row is not shown. */
  private focusLater(focusRow: () => boolean | null | undefined): void {
    afterNextRender(
      () => {
        if (!focusRow()) this.linkedHeading()?.nativeElement.focus();
      },
      { injector: this.injector },
    );
  }

  protected async applyRemedy(remedy: Remedy): Promise<void> {
    if (remedy !== 'sign-in') return this.reload();
    await this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
  }

  private async reload(): Promise<void> {
    if (this.reloading()) return;
    this.reloading.set(true);
    await this.linking.reload();
    this.reloading.set(false);
  }

  private labelOf(identity: Identity | undefined): string {
    return identity ? connectionLabel(identity, this.connections()) : '';
  }
}
