import { AsyncPipe } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import { Component, inject } from '@angular/core';

@Component({
  selector: 'app-orders',
  imports: [AsyncPipe],
  template: `
    <h1>Orders</h1>
    @for (order of orders | async; track order) {
      <p>{{ order }}</p>
    }
  `,
})
export class Orders {
  protected readonly orders = inject(HttpClient).get<readonly string[]>('/orders.json');
}
