import { TestBed } from '@angular/core/testing';
import { TextFieldComponent } from './text-field.component';

describe('TextFieldComponent', () => {
  it('scrolls into view when its value is selected', () => {
    const fixture = TestBed.createComponent(TextFieldComponent);
    const inputs = { label: 'Name', value: 'Work', maxLength: null };
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    host.style.display = 'block';
    host.style.marginBlock = '200vb';
    const field = host.querySelector('input');
    if (!field) throw new Error('Expected the field.');
    expect(field.getBoundingClientRect().top).toBeGreaterThan(innerHeight);
    fixture.componentInstance.select();
    expect(field.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 4]);
    expect(document.activeElement).toBe(field);
  });
});
