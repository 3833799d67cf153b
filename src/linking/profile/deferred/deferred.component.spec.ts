import { Component, ErrorHandler, type Type, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DeferredComponent } from './deferred.component';

@Component({ selector: 'onefold-late', template: 'Here I am, {{ name() }}.' })
class LateComponent {
  readonly name = signal('unknown');
}

@Component({ selector: 'onefold-broken', template: 'Never shown.' })
class BrokenComponent {
  constructor() {
    throw new RangeError('broken when created');
  }
}

@Component({ selector: 'onefold-broken-template', template: 'Half shown. {{ name() }}' })
class BrokenTemplateComponent {
  protected readonly name = () => {
    throw new RangeError('broken when rendered');
  };
}

const shared = { count: signal(0) };

@Component({ selector: 'onefold-broken-update', template: 'Count: {{ name() }}' })
class BrokenUpdateComponent {
  protected readonly name = () => {
    if (shared.count() > 1) throw new RangeError('broken when updated');
    return shared.count();
  };
}

@Component({
  selector: 'onefold-page',
  imports: [DeferredComponent],
  template: '<onefold-deferred [load]="load" [shown]="true" /> {{ count() }} later',
})
class PageComponent {
  readonly count = shared.count;
  protected readonly load = () => Promise.resolve(BrokenUpdateComponent);

  constructor() {
    this.count.set(0);
  }
}

describe('DeferredComponent', () => {
  function render() {
    let settle:
      | {
          readonly arrive: () => void;
          readonly arriveAs: (type: Type<LateComponent>) => void;
          readonly fail: () => void;
        }
      | undefined;
    let loads = 0;
    const load = () => {
      loads += 1;
      return new Promise<Type<LateComponent>>((resolve, reject) => {
        settle = {
          arrive: () => resolve(LateComponent),
          arriveAs: resolve,
          fail: () => reject(new Error('404')),
        };
      });
    };
    const fixture = TestBed.createComponent<DeferredComponent<LateComponent>>(DeferredComponent);
    fixture.componentRef.setInput('load', load);
    fixture.componentRef.setInput('shown', false);
    fixture.componentRef.setInput('arrange', ({ instance }: { instance: LateComponent }) => {
      if (instance instanceof LateComponent) instance.name.set('Ada');
    });
    fixture.detectChanges();
    return {
      show: (shown: boolean) => {
        fixture.componentRef.setInput('shown', shown);
        fixture.detectChanges();
      },
      prefetch: () => {
        fixture.componentRef.setInput('prefetch', true);
        fixture.detectChanges();
      },
      arrive: async () => {
        settle?.arrive();
        await fixture.whenStable();
      },
      fail: async () => {
        settle?.fail();
        await fixture.whenStable();
      },
      arriveAs: async (type: Type<unknown>) => {
        settle?.arriveAs(type as Type<LateComponent>);
        await fixture.whenStable();
      },
      text: () => (fixture.nativeElement as HTMLElement).textContent.trim(),
      loads: () => loads,
    };
  }

  it('fetches nothing before it is needed', () => {
    const { loads, text } = render();
    expect(loads()).toBe(0);
    expect(text()).toBe('');
  });

  it('shows a loading message, then the arranged component, and removes it again', async () => {
    const { show, arrive, text, loads } = render();
    show(true);
    expect(text()).toBe('One moment…');
    await arrive();
    expect(text()).toBe('Here I am, Ada.');
    show(false);
    expect(text()).toBe('');
    show(true);
    expect(text()).toBe('Here I am, Ada.');
    expect(loads()).toBe(1);
  });

  it('fetches on prefetch, without rendering', async () => {
    const { prefetch, show, arrive, text, loads } = render();
    prefetch();
    await arrive();
    expect(text()).toBe('');
    show(true);
    expect(text()).toBe('Here I am, Ada.');
    expect(loads()).toBe(1);
  });

  it('shows an error if it cannot be loaded when it is needed', async () => {
    const { prefetch, show, fail, text } = render();
    prefetch();
    await fail();
    expect(text()).toBe('');
    show(true);
    expect(text()).toContain('Part of this page didn’t load.');
    expect(text()).toContain('Try again');
    expect(text()).toMatch(/Support code:\s+server_error/);
  });

  for (const [when, broken, message] of [
    ['created', BrokenComponent, 'broken when created'],
    ['rendered', BrokenTemplateComponent, 'broken when rendered'],
  ] as const) {
    it(`shows and reports an error of the component when it is ${when}, and leaves nothing of it`, async () => {
      const errors = jasmine.createSpyObj<ErrorHandler>('ErrorHandler', ['handleError']);
      TestBed.configureTestingModule({ providers: [{ provide: ErrorHandler, useValue: errors }] });
      const { show, arriveAs, text } = render();
      show(true);
      await arriveAs(broken);
      expect(text()).toMatch(/^Something went wrong\s*Try again\s*Support code:\s+unexpected$/);
      expect(errors.handleError.calls.allArgs()).toEqual([[new RangeError(message)]]);
    });
  }

  it('shows and reports an error of the component when it is updated, and the rest of the page continues', async () => {
    const errors = jasmine.createSpyObj<ErrorHandler>('ErrorHandler', ['handleError']);
    TestBed.configureTestingModule({ providers: [{ provide: ErrorHandler, useValue: errors }] });
    const fixture = TestBed.createComponent(PageComponent);
    const text = () => (fixture.nativeElement as HTMLElement).textContent.trim();
    await fixture.whenStable();
    expect(text()).toMatch(/^Count: 0\s+0 later$/);
    const { count } = fixture.componentInstance;
    count.set(1);
    await fixture.whenStable();
    expect(text()).toMatch(/^Count: 1\s+1 later$/);
    count.set(2);
    await fixture.whenStable();
    expect(text()).toMatch(/^Something went wrong\s*Try again\s*Support code:\s+unexpected\s+2 later$/);
    count.set(3);
    await fixture.whenStable();
    expect(text()).toContain('3 later');
    expect(errors.handleError.calls.allArgs()).toEqual([[new RangeError('broken when updated')]]);
  });
});
