import { AsyncPipe, NgTemplateOutlet } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  TemplateRef,
  viewChild,
  viewChildren,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { debounceTime, shareReplay } from 'rxjs';

/** An order, as a row of the list. */
@Component({
  selector: 'app-order',
  template: `<button type="button" (click)="chosen.emit(name())"><ng-content /></button>`,
})
export class Order {
  readonly name = input.required<string>();
  readonly chosen = output<string>();
}

/** A page as many applications have: loaded lazily, with a list that is fetched, filtered and shown. */
@Component({
  selector: 'app-orders',
  imports: [AsyncPipe, NgTemplateOutlet, Order],
  template: `
    <h1>Orders</h1>
    <input #filter aria-label="Filter" (input)="text.set(filter.value)" />
    @if (shown().length > 0) {
      @for (order of shown(); track order) {
        <app-order [name]="order" (chosen)="choice.set($event)">{{ order }}</app-order>
      }
    } @else {
      <ng-container [ngTemplateOutlet]="none()" />
    }
    <ng-template #empty>None of {{ (all | async)?.length }} found</ng-template>
    <p>{{ choice() }}</p>
  `,
})
export class Orders {
  protected readonly text = signal('');
  protected readonly choice = signal('');
  protected readonly all = inject(HttpClient).get<readonly string[]>('orders.json').pipe(shareReplay(1));
  protected readonly none = viewChild.required<TemplateRef<unknown>>('empty');
  private readonly filter = viewChild.required<ElementRef<HTMLInputElement>>('filter');
  private readonly rows = viewChildren(Order);
  private readonly orders = toSignal(this.all, { initialValue: [] });
  private readonly wanted = toSignal(toObservable(this.text).pipe(debounceTime(100)), { initialValue: '' });
  protected readonly shown = computed(() => this.orders().filter((order) => order.includes(this.wanted())));

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`Orders (${this.rows().length})`));
    afterNextRender(() => this.filter().nativeElement.focus());
  }
}
