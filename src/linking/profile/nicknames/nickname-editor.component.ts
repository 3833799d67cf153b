import {
  Component,
  DestroyRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { LIMITS } from '@onefold/contract/limits';
import { type Identity, type OnefoldError, identityKey, isOnefoldError, onefoldError } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { errorMessage } from '@onefold/angular/profile/errors';
import { TextFieldComponent } from '../text-field/text-field.component';
import { NeedsNetworkDirective } from '../network';

/**
 * Names one identity. Shows a saved name at once; if the server refuses it, the editor reopens with the typed text and the
 * reason.
 */
@Component({
  selector: 'onefold-nickname-editor',
  imports: [TextFieldComponent, NeedsNetworkDirective],
  templateUrl: './nickname-editor.component.html',
  styleUrls: ['../theme/buttons.css', './nickname-editor.component.css'],
})
export class NicknameEditorComponent {
  protected readonly text = {
    label: $localize`:@@onefold.nickname.label:Name for this sign-in`,
    hint: $localize`:@@onefold.nickname.hint:Only you can see it. Leave blank to remove.`,
    save: $localize`:@@onefold.nickname.save:Save`,
    cancel: $localize`:@@onefold.nickname.cancel:Cancel`,
    queued: $localize`:@@onefold.nickname.queued:Another change is in progress. We’ll save the name as soon as it’s done.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly injector = inject(Injector);
  private readonly field = viewChild(TextFieldComponent);
  protected readonly maxLength = LIMITS.nickname;

  readonly identity = input.required<Identity>();
  /** Display name of its connection. */
  readonly label = input.required<string>();
  /** What was typed before a change of the language. */
  readonly draft = input<string | null>();
  /** What has been typed so far. */
  readonly drafted = output<string>();
  /** A new name is being saved; `null` removes it. */
  readonly sent = output<string | null>();
  /** It was not saved: the old name still applies. */
  readonly refused = output();
  /** The user has saved or cancelled. */
  readonly closed = output();

  protected readonly typed = linkedSignal<string | null>(() => this.draft() ?? null);
  protected readonly saving = signal(false);
  /** Another change has to end first: the user can wait or cancel. */
  protected readonly queued = computed(() => this.saving() && this.linking.queued().has(this.key()));
  private readonly key = computed(() => `nickname|${identityKey(this.identity())}`);
  private readonly error = signal<OnefoldError | null>(null);
  /** The user has left or signed out while a response was awaited: no listener remains. */
  private destroyed = false;
  private cancelled = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.destroyed = true));
    afterNextRender(() => {
      this.field()?.select();
    });
  }

  protected readonly message = computed(() => {
    const error = this.error();
    if (error === null) return null;
    const { title, text } = errorMessage(error);
    return `${title}. ${text}`;
  });

  protected type(nickname: string): void {
    this.typed.set(nickname);
    this.drafted.emit(nickname);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const nickname = (this.typed() ?? this.identity().nickname ?? '').trim() || null;
    if (nickname === (this.identity().nickname ?? null)) {
      this.closed.emit();
      return;
    }
    this.error.set(null);
    this.saving.set(true);
    this.sent.emit(nickname);
    try {
      await this.linking.setNickname(this.identity(), nickname);
      if (!this.destroyed) this.closed.emit();
    } catch (error) {
      if (this.destroyed) return;
      this.refused.emit();
      if (this.cancelled) {
        this.closed.emit();
        return;
      }
      // Shown beside the field, with what was typed still in it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Naming failed.', error));
      this.saving.set(false);
      afterNextRender(() => this.field()?.focus(), { injector: this.injector });
    }
  }

  /** Also withdraws a name that waits for another change. */
  protected cancel(): void {
    if (this.queued()) {
      this.cancelled = true;
      this.linking.cancelQueued(this.key());
    } else {
      this.closed.emit();
    }
  }
}
