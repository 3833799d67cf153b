import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DialogComponent } from './dialog.component';

@Component({
  selector: 'onefold-dialog-parent',
  imports: [DialogComponent],
  template: `@for (id of shown(); track id) {
    <onefold-dialog heading="Question" [dismissible]="dismissible()" (dismissed)="shown.set([])">Text</onefold-dialog>
  }`,
})
class ParentComponent {
  readonly shown = signal([1]);
  readonly dismissible = signal(true);
}

describe('DialogComponent', () => {
  const prototype = HTMLDialogElement.prototype as { showModal?: (() => void) | undefined };
  const { showModal } = prototype;

  beforeAll(() => window.addEventListener('popstate', listen, { capture: true }));
  afterAll(() => window.removeEventListener('popstate', listen, { capture: true }));
  afterEach(() => (prototype.showModal = showModal));

  async function openDialog() {
    const fixture = TestBed.createComponent(ParentComponent);
    await fixture.whenStable();
    return {
      dialog: () => (fixture.nativeElement as HTMLElement).querySelector('dialog'),
      parent: fixture.componentInstance,
      stable: () => fixture.whenStable(),
    };
  }

  it('is modal', async () => {
    expect((await openDialog()).dialog()?.matches(':modal')).toBeTrue();
  });

  it('opens in environments without a top layer, such as jsdom', async () => {
    delete prototype.showModal;
    expect((await openDialog()).dialog()?.open).toBeTrue();
  });

  describe('when the user goes back', () => {
    const PAGE = { page: 'profile' };

    const BEFORE = { page: 'before' };

    beforeEach(() => {
      history.pushState(BEFORE, '');
      history.pushState(PAGE, '');
    });

    it('closes without leaving the page', async () => {
      const { dialog, stable } = await openDialog();
      const left = jasmine.createSpy('popstate');
      window.addEventListener('popstate', left);
      await traversed(() => history.back());
      await stable();
      window.removeEventListener('popstate', left);
      expect(dialog()).toBeNull();
      expect(history.state).toEqual(PAGE);
      expect(left).withContext('what the router sees').not.toHaveBeenCalled();
    });

    it('stays open if it cannot be dismissed, and keeps its history entry', async () => {
      const { dialog, parent, stable } = await openDialog();
      parent.dismissible.set(false);
      await stable();
      await traversed(() => history.back());
      await stable();
      expect(dialog()?.open).toBeTrue();
      expect(history.state).toEqual({ ...PAGE, onefoldDialog: true });
    });

    it('leaves the page if the dialog is already closed', async () => {
      const { parent, stable } = await openDialog();
      parent.shown.set([]);
      await stable();
      await traversed(() => history.back(), 2);
      expect(history.state).toEqual(BEFORE);
    });

    it('adds no second history entry for the next dialog', async () => {
      const { parent, stable } = await openDialog();
      const { length } = history;
      parent.shown.set([]);
      await stable();
      parent.shown.set([2]);
      await stable();
      expect(history.length).toBe(length);
      expect(history.state).toEqual({ ...PAGE, onefoldDialog: true });
    });

    it('passes its history entry on to a dialog that replaces it', async () => {
      const { dialog, parent, stable } = await openDialog();
      parent.shown.set([2]);
      await stable();
      await traversed(() => history.back());
      await stable();
      expect(dialog()).toBeNull();
      expect(history.state).toEqual(PAGE);
    });
  });
});

/** Called first when the browser has moved in its history. */
let moved: (() => void) | null = null;
const listen = () => moved?.();

/** Resolves when the browser has moved in its history that often, and all listeners have been called. */
async function traversed(move: () => void, times = 1): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise<void>((resolve) => (port1.onmessage = () => resolve()));
  let left = times;
  moved = () => {
    if (--left === 0) port2.postMessage(null);
  };
  move();
  await heard;
  moved = null;
  port1.close();
}
