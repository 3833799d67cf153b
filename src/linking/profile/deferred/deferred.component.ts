import { DOCUMENT } from '@angular/common';
import {
  Component,
  type ComponentRef,
  ErrorHandler,
  PendingTasks,
  type Type,
  ViewContainerRef,
  afterEveryRender,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { OnefoldErrorCode } from '@onefold/angular';

/**
 * Shows a component whose code is fetched only when it is needed, or a little before. If the code cannot be fetched, or the component
 * throws when it is created or updated, a notice with a retry takes its place, and the rest of the page is not affected. `@defer` does
 * neither, and adds 2 kB to the first load (docs/decisions/028); bindings of `createComponent` would add 1 kB.
 *
 * @example
 * <onefold-deferred [arrange]="arrangeDialog" [load]="loadDialog" [shown]="dialogShown()" [prefetch]="dialogHovered()" />
 */
@Component({
  selector: 'onefold-deferred',
  templateUrl: './deferred.component.html',
  styleUrl: './deferred.component.css',
})
export class DeferredComponent<T> {
  protected readonly text = {
    loading: $localize`:@@onefold.deferred.loading:One moment…`,
    // Repeats the error notice's text, because the notice's code may be what failed to load.
    missing: $localize`:@@onefold.deferred.missing:Part of this page didn’t load. Check your network and try again.`,
    broken: $localize`:@@onefold.error.unexpected.title:Something went wrong`,
    retry: $localize`:@@onefold.remedy.retry:Try again`,
    code: $localize`:@@onefold.error.code:Support code:`,
  };

  private readonly document = inject(DOCUMENT);
  private readonly errors = inject(ErrorHandler);
  private readonly tasks = inject(PendingTasks);
  private readonly type = signal<Type<T> | null>(null);
  private readonly place = viewChild('place', { read: ViewContainerRef });
  private begun = false;
  private created: ComponentRef<T> | null = null;

  /** Imports the component. */
  readonly load = input.required<() => Promise<Type<T>>>();
  /** Sets inputs and listens to outputs of what was created; its subscriptions end with it. */
  readonly arrange = input<(created: ComponentRef<T>) => void>();
  readonly shown = input.required<boolean>();
  /** Fetches the code before the component is shown. */
  readonly prefetch = input(false);

  protected readonly failure = signal<OnefoldErrorCode | null>(null);
  protected readonly loading = signal(false);

  constructor() {
    effect(() => {
      if (this.prefetch() || this.shown()) untracked(() => this.fetch());
    });
    effect(() => {
      const [place, type, shown] = [this.place(), this.type(), this.shown()];
      untracked(() => {
        this.remove();
        if (place && type && shown) this.create(place, type);
      });
    });
    // Angular would render it with the page: an error in its template would then end every rendering of the page there.
    afterEveryRender(() => {
      this.created?.changeDetectorRef.detach();
      this.render();
    });
  }

  /**
   * Reloads the page: browsers cache a failed import, and a new release removes the old file. Offline, fetches again.
   */
  protected retry(): void {
    if (navigator.onLine || this.failure() === 'unexpected') {
      this.document.location.reload();
    } else {
      this.begun = false;
      this.fetch();
    }
  }

  private create(place: ViewContainerRef, type: Type<T>): void {
    this.failure.set(null);
    try {
      this.created = place.createComponent(type);
      this.arrange()?.(this.created);
    } catch (error) {
      this.fail(error);
    }
    this.render();
  }

  private render(): void {
    try {
      this.created?.changeDetectorRef.detectChanges();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.remove();
    this.failure.set('unexpected');
    this.errors.handleError(error);
  }

  private remove(): void {
    this.place()?.clear();
    this.created = null;
  }

  private fetch(): void {
    if (this.begun) return;
    this.begun = true;
    this.loading.set(true);
    this.tasks.run(async () => {
      try {
        this.type.set(await this.load()());
        this.failure.set(null);
      } catch {
        // Shown to the user once the component is needed; the browser's console names the file.
        this.failure.set(navigator.onLine ? 'server_error' : 'offline');
      } finally {
        this.loading.set(false);
      }
    });
  }
}
