import { Location } from '@angular/common';
import { inject } from '@angular/core';

/** Reads where the person is (path, query, fragment), to come back to after a sign-in. Call in an injection context. */
export function returnHere(): () => string {
  const location = inject(Location);
  return () => location.path(true) || '/';
}
