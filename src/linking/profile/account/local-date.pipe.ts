import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';
import { Pipe, type PipeTransform } from '@angular/core';

/** Formats a date in the current language with `Intl`, because Angular's formatting would add 4 kB. */
@Pipe({ name: 'onefoldLocalDate' })
export class LocalDatePipe implements PipeTransform {
  private readonly format = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });

  transform(date: Date): string {
    return Number.isNaN(date.getTime()) ? '' : this.format.format(date);
  }
}
