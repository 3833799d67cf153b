import { Location } from '@angular/common';
import { inject } from '@angular/core';

/** A function that returns the current URL (path, query, fragment), to return to after a sign-in. Call in an injection context. */
export function injectReturnTo(): () => string {
  const location = inject(Location);
  return () => location.path(true) || '/';
}
