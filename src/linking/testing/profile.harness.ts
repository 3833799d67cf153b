import { ComponentHarness, HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { ErrorNoticeHarness } from './error-notice.harness';
import { IdentityRowHarness, type IdentityRowHarnessFilters } from './identity-row.harness';
import { LinkDialogHarness } from './link-dialog.harness';
import { TextFieldHarness } from './text-field.harness';
import { UndoBarHarness } from './undo-bar.harness';
import { UnlinkDialogHarness } from './unlink-dialog.harness';

/**
 * Drives an `onefold-profile`.
 *
 * @example
 * const profile = await loader.getHarness(ProfileHarness);
 * await (await profile.row({ text: /GitHub/ })).unlink();
 */
export class ProfileHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-profile';

  private readonly card = this.locatorForOptional('onefold-profile-card');
  private readonly skeleton = this.locatorForOptional('onefold-skeleton');
  private readonly empty = this.locatorForOptional('.empty');
  private readonly status = this.locatorFor('.announcements');
  private readonly notice = this.locatorForOptional('.failure onefold-error-notice');
  private readonly linkButton = this.locatorForOptional('.link-account');
  private readonly linkedHeading = this.locatorFor('section h2');
  private readonly filterField = this.locatorForOptional(
    TextFieldHarness.with({ ancestor: 'onefold-identity-filter' }),
  );
  private readonly openLinkDialog = this.locatorForOptional(LinkDialogHarness);
  private readonly network = this.locatorFor('.network');
  private readonly shownUndoBar = this.locatorForOptional(UndoBarHarness);
  private readonly openUnlinkDialog = this.locatorForOptional(UnlinkDialogHarness);

  private readonly toast = (part: string) => this.locatorForOptional(`onefold-receipt .toast ${part}`);

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<ProfileHarness> {
    return new HarnessPredicate(ProfileHarness, filters);
  }

  /** The text of the profile card; `null` until loaded. */
  async person(): Promise<string | null> {
    return (await (await this.card())?.text()) ?? null;
  }

  /** Whether the skeleton is shown. */
  async loading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** Whether the list shows that no account is linked. */
  async listEmpty(): Promise<boolean> {
    return (await this.empty()) !== null;
  }

  /** The last completed change; empty without one. */
  async doneMessage(): Promise<string> {
    return (await this.status()).text();
  }

  /** The error of the list, if any. */
  async error(): Promise<ErrorNoticeHarness | null> {
    return (await this.notice()) ? this.locatorFor(ErrorNoticeHarness)() : null;
  }

  /** The row of the main sign-in. */
  async mainRow(): Promise<IdentityRowHarness> {
    return this.locatorFor(IdentityRowHarness.with({ selector: '.main' }))();
  }

  /** The rows of linked identities. */
  async rows(filters: IdentityRowHarnessFilters = {}): Promise<IdentityRowHarness[]> {
    return this.locatorForAll(IdentityRowHarness.with({ ...filters, ancestor: 'onefold-identity-list' }))();
  }

  /** The one row that matches. */
  async row(filters: IdentityRowHarnessFilters): Promise<IdentityRowHarness> {
    return this.locatorFor(IdentityRowHarness.with({ ...filters, ancestor: 'onefold-identity-list' }))();
  }

  /** Whether there is a filter. */
  async filterShown(): Promise<boolean> {
    return (await this.filterField()) !== null;
  }

  /** Types into the filter. */
  async filter(text: string): Promise<void> {
    await (await this.filterField())?.type(text);
  }

  /** Whether accounts can be linked at all. */
  async canLink(): Promise<boolean> {
    return (await this.linkButton()) !== null;
  }

  /** Presses "Link account". */
  async linkAccount(): Promise<LinkDialogHarness> {
    const button = await this.linkButton();
    await button?.focus();
    await button?.click();
    return this.locatorFor(LinkDialogHarness)();
  }

  /** Whether "Link account" has the focus. */
  async linkAccountFocused(): Promise<boolean> {
    return (await (await this.linkButton())?.isFocused()) ?? false;
  }

  /** Whether the heading "Linked accounts" has the focus. */
  async linkedHeadingFocused(): Promise<boolean> {
    return (await this.linkedHeading()).isFocused();
  }

  /** The dialog of linking, while it is open. */
  async linkDialog(): Promise<LinkDialogHarness | null> {
    return this.openLinkDialog();
  }

  /** The question before unlinking, while it is open. */
  async unlinkDialog(): Promise<UnlinkDialogHarness | null> {
    return this.openUnlinkDialog();
  }

  /** Whether the message about the last change is shown, not only spoken. */
  async messageShown(): Promise<boolean> {
    return (await this.toast('.close')()) !== null;
  }

  /** Presses Undo in the message about the last change. */
  async undoInMessage(): Promise<void> {
    await (await this.toast('.button')())?.click();
  }

  /** Closes the message about the last change. */
  async closeMessage(): Promise<void> {
    await (await this.toast('.close')())?.click();
  }

  /** The offline notice; empty while online. */
  async networkMessage(): Promise<string> {
    return (await this.network()).text();
  }

  /** The bar that undoes the latest change, while it is shown. */
  async undoBar(): Promise<UndoBarHarness | null> {
    return this.shownUndoBar();
  }
}
