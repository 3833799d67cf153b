import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DialogComponent } from './dialog.component';

@Component({
  selector: 'onefold-dialog-parent',
  imports: [DialogComponent],
  template: '<onefold-dialog heading="Question">Text</onefold-dialog>',
})
class ParentComponent {}

describe('DialogComponent', () => {
  const prototype = HTMLDialogElement.prototype as { showModal?: (() => void) | undefined };
  const { showModal } = prototype;

  afterEach(() => (prototype.showModal = showModal));

  function openDialog(): HTMLDialogElement | null {
    const fixture = TestBed.createComponent(ParentComponent);
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).querySelector('dialog');
  }

  it('is modal', () => {
    expect(openDialog()?.matches(':modal')).toBeTrue();
  });

  it('opens in environments without a top layer, such as jsdom', () => {
    delete prototype.showModal;
    expect(openDialog()?.open).toBeTrue();
  });
});
