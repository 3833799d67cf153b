/** How the portal links: `direct` calls the Management API from the browser, `server` lets the linking server do it. */
export type Mode = 'direct' | 'server';
