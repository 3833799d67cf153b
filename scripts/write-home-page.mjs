/** Run by hand after `HomeComponent` changed: writes its template and texts into the static home page. */
import { readFileSync, writeFileSync } from 'node:fs';
import { INDEX, withHomePage } from './portal/home-page.mjs';

writeFileSync(INDEX, await withHomePage(readFileSync(INDEX, 'utf8')));
console.log(INDEX);
