import { RenderMode, ServerRoute } from '@angular/ssr';

export const serverRoutes: ServerRoute[] = [
  // On each request, so that the guarded page is rendered with the address and cookies of a browser.
  { path: 'profile', renderMode: RenderMode.Server },
  { path: '**', renderMode: RenderMode.Prerender },
];
