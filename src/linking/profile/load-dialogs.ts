import type { Type } from '@angular/core';
import type { LinkDialogComponent } from './linking/link-dialog.component';
import type { UnlinkDialogComponent } from './unlinking/unlink-dialog.component';

/**
 * Loads the dialog in which the user links an account. Create it when the user wants to link; it emits `closed` when the
 * account is linked or the user leaves. What is being linked already then continues.
 *
 * @example
 * const dialog = container.createComponent(await loadLinkDialog());
 * dialog.instance.closed.subscribe(() => dialog.destroy());
 */
export async function loadLinkDialog(): Promise<Type<LinkDialogComponent>> {
  return (await import('./linking/link-dialog.component')).LinkDialogComponent;
}

/**
 * Loads the dialog that asks before it unlinks an identity: inputs `identity` and `label`, outputs `unlinked` and `closed`.
 *
 * @example
 * const dialog = container.createComponent(await loadUnlinkDialog());
 * dialog.setInput('identity', identity);
 * dialog.setInput('label', 'Google');
 * dialog.instance.unlinked.subscribe(() => dialog.destroy());
 * dialog.instance.closed.subscribe(() => dialog.destroy());
 */
export async function loadUnlinkDialog(): Promise<Type<UnlinkDialogComponent>> {
  return (await import('./unlinking/unlink-dialog.component')).UnlinkDialogComponent;
}
