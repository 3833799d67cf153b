import { RenderMode, ServerRoute } from '@angular/ssr';

export const serverRoutes: ServerRoute[] = [
  // Renders on each request, so that the guarded page sees the address and cookies of a browser.
  { path: 'profile', renderMode: RenderMode.Server },
  { path: '**', renderMode: RenderMode.Prerender },
];
