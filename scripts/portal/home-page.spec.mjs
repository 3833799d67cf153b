import { readFileSync } from 'node:fs';
import { INDEX, withHomePage } from './home-page.mjs';

describe('The static home page', () => {
  it('shows the template of HomeComponent (if not: node scripts/write-home-page.mjs)', async () => {
    const index = readFileSync(INDEX, 'utf8');
    expect(await withHomePage(index)).toBe(index);
  });

  it('comes between the header and the loading note', async () => {
    const page = '<main><div class="home">old</div><p class="waiting">Loading…</p></main>';
    const written = await withHomePage(page);
    expect(written).not.toContain('old');
    expect(written).toContain('<h1 data-text="app.home.title">One person, many sign-ins, one account.</h1>');
    expect(written).toMatch(/<\/ul>\s*<\/div>\s*<p class="waiting">Loading…<\/p>\s*<\/main>/);
  });
});
