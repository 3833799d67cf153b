import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';
import {
  Component,
  type ComponentRef,
  type ElementRef,
  type Type,
  computed,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { type Identity, identityKey } from '@onefold/angular';
import { IconComponent } from '../icon/icon.component';
import { DeferredComponent } from '../deferred/deferred.component';
import type { NicknameEditorComponent } from '../nicknames/nickname-editor.component';
import { accountAddress, accountName } from '../names/account-name';
import { legible } from '../names/legible';
import { isolated } from '../sentence/isolated';
import { PageMemory } from '../page-memory';
import { ProviderMarkComponent } from './provider-mark.component';
import { RowMenuComponent } from './row-menu.component';
import { relativeTime } from '../language/relative-time';
import { NeedsNetworkDirective } from '../network';

/** One sign-in: whose it is, at which provider, since when, and the actions that name and unlink it. */
@Component({
  selector: 'onefold-identity-row',
  imports: [IconComponent, DeferredComponent, ProviderMarkComponent, NeedsNetworkDirective, RowMenuComponent],
  templateUrl: './identity-row.component.html',
  styleUrls: [
    '../theme/visually-hidden.css',
    '../theme/buttons.css',
    '../theme/icon-button.css',
    './identity-row.component.css',
  ],
  host: { '[attr.data-leaving]': "busy() ? '' : null" },
})
export class IdentityRowComponent {
  protected readonly text = {
    main: $localize`:@@onefold.identity.main:Main`,
    current: $localize`:@@onefold.identity.current:Current session`,
    linked: $localize`:@@onefold.identity.linked:Linked:`,
    lastUsed: $localize`:@@onefold.identity.lastUsed:Last used:`,
    unusable: $localize`:@@onefold.identity.unusable:This sign-in is turned off right now. Contact support to find out why.`,
    leaving: $localize`:@@onefold.identity.leaving:Unlinking…`,
    unlink: $localize`:@@onefold.identity.unlink:Unlink`,
  };

  readonly identity = input.required<Identity>();
  /** Display name of the connection. */
  readonly label = input.required<string>();
  /** Accessible name of the button, unique in the list; none where the row has no button. */
  readonly unlinkLabel = input<string>();
  /** Accessible name of the button that names the identity, unique in the list. */
  readonly renameLabel = input<string>();
  /** Accessible name of the menu that replaces both buttons, unique in the list; without it, the row has the buttons. */
  readonly actionsLabel = input<string>();
  /** It is being unlinked right now. */
  readonly busy = input(false);
  readonly unlink = output();
  /** The user hovers or focuses the unlink button, or the menu: the dialog can be fetched. */
  readonly prefetch = output();

  /** A name that is being saved: shown as if the server had accepted it. */
  private readonly savingName = signal<{ readonly nickname: string | null } | null>(null);
  /** Spoken: the name was saved. */
  protected readonly announcement = signal('');
  protected readonly nickname = computed(() => (this.savingName() ?? this.identity()).nickname ?? '');
  /** Only a linking server stores nicknames; without one, the field is absent. */
  protected readonly nameable = computed(() => this.identity().nickname !== undefined && !this.busy());
  protected readonly name = computed(
    () => accountName(this.identity().profileData) ?? legible(this.identity().user_id),
  );
  /** Shown only if it differs from the name. */
  protected readonly address = computed(() => {
    const address = accountAddress(this.identity().profileData);
    return address === this.name() ? null : address;
  });
  protected readonly linked = computed(() => timeText(this.identity().linked_at, 'date'));
  protected readonly used = computed(() => timeText(this.identity().last_used_at, 'ago'));
  /** Whether both actions are in a menu; also while the identity is being unlinked, so that the focus stays. */
  protected readonly menu = computed(() => {
    const both = this.identity().nickname !== undefined && this.renameLabel() && !this.lock() && this.unlinkLabel();
    return Boolean(both && this.actionsLabel());
  });
  /** Why it cannot be unlinked; for the main sign-in, its badge shows this. */
  protected readonly lock = computed(() => lockMessage(this.identity()));
  private readonly memory = inject(PageMemory);
  protected readonly editing = computed(() => this.memory.naming()?.key === identityKey(this.identity()));
  protected readonly prefetchEditor = signal(false);
  protected readonly editor = {
    load: (): Promise<Type<NicknameEditorComponent>> =>
      import('../nicknames/nickname-editor.component').then(({ NicknameEditorComponent }) => NicknameEditorComponent),
    arrange: (created: ComponentRef<NicknameEditorComponent>): void => {
      created.setInput('identity', this.identity());
      created.setInput('label', this.label());
      created.setInput('draft', untracked(this.memory.naming)?.typed);
      created.instance.drafted.subscribe((typed) =>
        this.memory.naming.set({ key: identityKey(this.identity()), typed }),
      );
      created.instance.sent.subscribe((nickname) => {
        this.savingName.set({ nickname });
        this.focusRename();
      });
      created.instance.refused.subscribe(() => this.savingName.set(null));
      created.instance.closed.subscribe(() => {
        const saved = this.savingName();
        if (saved) this.announcement.set(savedMessage(saved.nickname));
        this.savingName.set(null);
        this.memory.naming.set(null);
        this.focusRename();
      });
    },
  };

  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');
  private readonly button = viewChild<ElementRef<HTMLButtonElement>>('button');
  private readonly rowMenu = viewChild(RowMenuComponent);
  private readonly renameButton = viewChild<ElementRef<HTMLButtonElement>>('renameButton');

  /** Focuses the menu or the unlink button, or the text if the row has neither. */
  focus(): void {
    (this.rowMenu() ?? this.button()?.nativeElement ?? this.content().nativeElement).focus();
  }

  private focusRename(): void {
    (this.rowMenu() ?? this.renameButton()?.nativeElement)?.focus();
  }

  protected prefetchEditorAndDialog(): void {
    this.prefetchEditor.set(true);
    this.prefetch.emit();
  }

  protected openUnlinkDialog(): void {
    if (!this.busy()) this.unlink.emit();
  }

  protected edit(): void {
    this.announcement.set('');
    this.memory.naming.set(this.editing() ? null : { key: identityKey(this.identity()), typed: null });
  }
}

/**
 * Why an identity cannot be unlinked: the administrator's text about a policy, else the default. None for the main one.
 */
function lockMessage({ lock, primary }: Pick<Identity, 'lock' | 'primary'>): string | null {
  if (!lock || primary) return null;
  // Repeats the error's text, because the error notice is loaded only after an error.
  return lock.code === 'locked_by_policy'
    ? lock.reason
    : $localize`:@@onefold.error.last_usable_sign_in.text:Without it you couldn’t sign in.`;
}

function savedMessage(nickname: string | null): string {
  return nickname === null
    ? $localize`:@@onefold.nickname.removed:The name was removed.`
    : $localize`:@@onefold.nickname.saved:The name was saved: ${isolated(nickname)}:nickname:`;
}

/** A time as a row displays it. */
interface TimeText {
  readonly iso: string;
  /** Day and time. */
  readonly full: string;
  /** How long ago that was. */
  readonly ago: string | null;
}

/** Formats a time in the language of the texts, optionally also how long ago it was. `null` without a valid time. */
function timeText(iso: string | null | undefined, as: 'date' | 'ago'): TimeText | null {
  const moment = new Date(iso ?? NaN);
  if (Number.isNaN(moment.getTime())) return null;
  const language = currentLanguage();
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
  return { iso: moment.toISOString(), full, ago: as === 'ago' ? relativeTime(moment) : null };
}
