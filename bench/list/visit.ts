import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type BrowserContextOptions, type BrowserContext } from '@playwright/test';
import { installedBrowser } from '../../scripts/testing/installed-browser.mjs';
import type { ListHarness } from './list-harness.ts';
import { ShapedLink, type Network } from './shaped-link.ts';

/** The state of a browser that has signed in, for a new context. */
export type SignedIn = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** The conditions of a measured visit. */
export interface Condition {
  readonly network: Network;
  /** How many times slower than this machine's the page's processor is. */
  readonly cpu: number;
}

/** One load of a page. */
export interface Visit {
  /** Milliseconds from the navigation to the frame that shows the awaited element. */
  readonly shown: number;
  /** Requests until that frame, including the one for the page itself. */
  readonly requests: readonly SentRequest[];
}

/** A request of a page; milliseconds since the navigation. */
export interface SentRequest {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/** Rows of the list of identities: Onefold's, and those of the reference. */
export const ROWS = 'onefold-identity-row, li.identity';

/** How long a started browser needs until it behaves as usual, in milliseconds. */
const BROWSER_STARTS = 2_000;

/** How long a page may take, in milliseconds, before the benchmark gives up. */
const TIMEOUT = 120_000;

declare global {
  interface Window {
    shownAt?: number;
  }
}

/**
 * A browser whose connections all use a link that can be slowed. Each visitor has a regular profile: private windows, which contexts
 * of one browser are, ignore `preconnect`. So does the headless shell.
 */
export class BenchBrowser {
  readonly #link: ShapedLink;
  readonly #rules: readonly string[];
  readonly #certificate: string;

  private constructor(link: ShapedLink, rules: readonly string[], certificate: string) {
    this.#link = link;
    this.#rules = rules;
    this.#certificate = certificate;
  }

  static async open({ ports, certificate }: ListHarness): Promise<BenchBrowser> {
    const link = new ShapedLink();
    const rules = ports.map(async (port) => `MAP localhost:${port} 127.0.0.1:${await link.to(port)}`);
    return new BenchBrowser(link, await Promise.all(rules), certificate);
  }

  /** Signs in at an application on an unlimited link, and waits for its list. */
  async signIn(origin: string, userName: string): Promise<SignedIn> {
    return await this.visitAs(null, async (context) => {
      const page = await context.newPage();
      await page.goto(`${origin}/profile`);
      await page.getByRole('button', { name: `Sign in as ${userName}` }).click();
      await page.locator(ROWS).first().waitFor();
      return await context.storageState();
    });
  }

  /** Runs a browser that has just started: it has an empty cache and no connections. */
  async visitAs<T>(state: SignedIn | null, work: (context: BrowserContext) => Promise<T>): Promise<T> {
    const profile = mkdtempSync(join(tmpdir(), 'onefold-bench-profile-'));
    try {
      if (state !== null) {
        // In a separate process, because it opens connections.
        const before = await this.#launch(profile);
        await before.setStorageState(state);
        await before.close();
      }
      const context = await this.#launch(profile);
      try {
        // Those of the session are not stored.
        if (state !== null) await context.addCookies(state.cookies);
        // Chromium ignores `preconnect` for a while after it has started.
        await wait(BROWSER_STARTS);
        return await work(context);
      } finally {
        await context.close();
      }
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  }

  #launch(profile: string): Promise<BrowserContext> {
    const executablePath = process.env['CHROME_BIN'] ?? installedBrowser();
    return chromium.launchPersistentContext(profile, {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        `--host-resolver-rules=${this.#rules.join(',')}`,
        // Trusts only this certificate, so that the browser caches as usual.
        `--ignore-certificate-errors-spki-list=${fingerprintOf(this.#certificate)}`,
      ],
    });
  }

  /**
   * Loads a page.
   *
   * @param awaited A selector; the visit ends with the first frame that shows it. Without a selector: the largest contentful paint of
   *   the loaded page.
   */
  async visit(context: BrowserContext, url: string, awaited: string | null, condition: Condition): Promise<Visit> {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: condition.cpu });
    const requests: (SentRequest & { end: number })[] = [];
    const open = new Map<object, (typeof requests)[number]>();
    let begin = 0;
    page.on('request', (request) => {
      const sent = { url: request.url(), start: Date.now() - begin, end: Infinity };
      requests.push(sent);
      open.set(request, sent);
    });
    const ended = (request: object) => {
      const sent = open.get(request);
      if (sent) sent.end = Date.now() - begin;
    };
    page.on('requestfinished', ended).on('requestfailed', ended);
    await page.addInitScript(awaited === null ? noteLargestPaint : noteFirstFrameWith, awaited ?? '');
    this.#link.network = condition.network;
    try {
      begin = Date.now();
      await page.goto(url, { waitUntil: awaited === null ? 'networkidle' : 'commit', timeout: TIMEOUT });
      const shown = await page.waitForFunction(() => window.shownAt, null, { timeout: TIMEOUT });
      const at = (await shown.jsonValue()) ?? Number.NaN;
      return { shown: at, requests: requests.filter(({ start }) => start <= at) };
    } finally {
      this.#link.network = { roundTrip: 0, bandwidth: Infinity };
      await page.close();
    }
  }

  /**
   * Loads a page twice without limits, so that its service worker is ready. On localhost, Angular's worker fetches all its files
   * before it responds to the first navigation; on other hosts it responds first.
   */
  async settle(context: BrowserContext, url: string): Promise<void> {
    const page = await context.newPage();
    for (let load = 0; load < 2; load++) await page.goto(url, { waitUntil: 'networkidle', timeout: TIMEOUT });
    await page.close();
  }

  close(): void {
    this.#link.stop();
  }
}

/** SHA-256 of a certificate's public key, as Chromium's option expects it. */
function fingerprintOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/** Runs in the page: notes the time of the first frame after the element exists and has a size. */
function noteFirstFrameWith(selector: string): void {
  if (window.top !== window) return;
  const check = () => {
    const found = document.querySelector(selector);
    if (!found || found.getBoundingClientRect().height === 0) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame((time) => (window.shownAt = time)));
  };
  const observer = new MutationObserver(check);
  observer.observe(document, { childList: true, subtree: true });
}

/** Runs in the page: notes the time of the largest contentful paint so far. */
function noteLargestPaint(): void {
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.shownAt = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}
