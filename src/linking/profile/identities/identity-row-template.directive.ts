import { Directive, inject, TemplateRef } from '@angular/core';
import type { Identity } from '@onefold/angular';

/** The context of the template of a row. */
export interface IdentityRowContext {
  /** The linked identity. */
  readonly $implicit: Identity;
  /** Display name of its connection. */
  readonly label: string;
  /** Whether it is being unlinked. */
  readonly busy: boolean;
  /** Asks the user whether to unlink it. Call it in the click. */
  readonly unlink: () => void;
}

/**
 * The template of the rows of `onefold-profile`.
 *
 * @example
 * <onefold-profile>
 *   <ng-template onefoldIdentityRow let-identity let-label="label" let-unlink="unlink">
 *     {{ label }}: {{ identity.profileData.email }} <button (click)="unlink()">Unlink</button>
 *   </ng-template>
 * </onefold-profile>
 */
@Directive({ selector: 'ng-template[onefoldIdentityRow]' })
export class IdentityRowTemplateDirective {
  readonly template = inject<TemplateRef<IdentityRowContext>>(TemplateRef);

  static ngTemplateContextGuard(_: IdentityRowTemplateDirective, context: unknown): context is IdentityRowContext {
    return context !== null;
  }
}
