import { TestBed } from '@angular/core/testing';
import { isolated } from './isolated';
import { SentenceComponent } from './sentence.component';

describe('SentenceComponent', () => {
  function render(text: string): HTMLElement {
    const fixture = TestBed.createComponent(SentenceComponent);
    fixture.componentRef.setInput('text', text);
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  }

  it('isolates names and keeps the sentence unchanged', () => {
    const element = render(`Link ${isolated('ליאה')} to ${isolated('<b>Ada</b>')} now.`);
    expect(element.textContent).toBe('Link ליאה to <b>Ada</b> now.');
    expect([...element.querySelectorAll('bdi')].map((name) => name.textContent)).toEqual(['ליאה', '<b>Ada</b>']);
  });

  it('removes direction marks from a name', () => {
    expect(render(isolated('a\u2069b')).textContent).toBe('a�b');
  });
});
