import { Component } from '@angular/core';

/** The mark of Onefold: one sheet, one fold. Decorative: the name stands beside it. */
@Component({
  selector: 'app-product-mark',
  template: `
    <svg aria-hidden="true" class="product-mark" viewBox="0 0 32 32" width="32" height="32">
      <path class="near" d="M5 7.5 16 4v20.5L5 28z" />
      <path class="far" d="M16 4l11 3.5V28l-11-3.5z" />
      <path class="flap" d="M16 4l11 3.5-11 7z" />
    </svg>
  `,
})
export class ProductMarkComponent {}
