import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AppUrl } from '../auth/app-url.service';
import { LinkCallbackComponent } from './link-callback.component';
import { linkCallbackRoute } from './link-callback.route';
import { LinkCallback } from './link-callback.service';

describe('LinkCallbackComponent', () => {
  const href = 'https://app.test/link/callback?code=c&state=s';

  async function show(complete: () => Promise<void>): Promise<{ text: string; read: string[] }> {
    const read: string[] = [];
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: AppUrl, useValue: { href } },
        {
          provide: LinkCallback,
          useValue: {
            complete: (url: string) => {
              read.push(url);
              return complete();
            },
          },
        },
      ],
    });
    const fixture = TestBed.createComponent(LinkCallbackComponent);
    await fixture.whenStable();
    return { text: (fixture.nativeElement as HTMLElement).textContent.trim(), read };
  }

  it('handles the URL it was opened with and shows a progress message', async () => {
    const { text, read } = await show(() => Promise.resolve());
    expect(read).toEqual([href]);
    expect(text).toBe('One moment…');
  });

  it('shows that nothing was changed, with a link, if it cannot leave the page', async () => {
    const { text } = await show(() => Promise.reject(new Error('storage')));
    expect(text).toContain('Nothing was changed.');
    expect(text).toContain('Go to the home page');
  });

  it('is loaded by its route', async () => {
    const { path, loadComponent } = linkCallbackRoute();
    expect(path).toBe('link/callback');
    expect(await loadComponent?.()).toBe(LinkCallbackComponent);
  });
});
