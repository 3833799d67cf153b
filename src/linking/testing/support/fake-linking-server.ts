import type { Elevation, LinkIntent, LinkResult, Me, NewElevation, NewLinkIntent } from '@onefold/contract';
import type { Profile } from '../../model/profile';
import { aMeResponse } from './me-response';
import type { LinkingServerClient } from '../../linking-server/linking-server.client';

const ID = '2f1c8a54-7c1e-4b0e-9d53-6f6f3a3f7b11';
const ORIGIN = 'https://accounts.test';

/** An intent as the server returns it, by default just created. Specs only. */
export function anIntent(overrides: Partial<LinkIntent> = {}): LinkIntent {
  return {
    id: ID,
    stage: 'created',
    connection: { name: 'google-oauth2', label: 'Google', provider: 'google-oauth2' },
    expires_at: '2026-11-23T12:10:00Z',
    expires_in: 600,
    start_url: `${ORIGIN}/v1/link-intents/${ID}/start`,
    candidate: null,
    preview: null,
    error: null,
    ...overrides,
  };
}

/** The result of leg 1. */
export const LEO = {
  identity: { provider: 'google-oauth2', user_id: '108' },
  connection: 'google-oauth2',
  email: 'leo@example.com',
};

type Public = Pick<
  LinkingServerClient,
  | 'origin'
  | 'me'
  | 'createLinkIntent'
  | 'linkIntent'
  | 'cancelLinkIntent'
  | 'confirmLinkIntent'
  | 'createElevation'
  | 'elevation'
>;

/** A linking server driven by a spec: returns the rows that the spec sets. */
export class FakeLinkingServer implements Public {
  intent = anIntent();
  login: Elevation = { ...anElevation() };
  /** The errors of the next responses, in order; `undefined` for a response without one. */
  readonly failures: (Error | undefined)[] = [];
  /** Every request, oldest first. */
  readonly calls: string[] = [];
  readonly bodies: unknown[] = [];
  /** The account after a confirmation. */
  readonly account: Profile = { user_id: 'auth0|ada', identities: [] };
  signIn: LinkResult['sign_in'] = null;
  /** How many confirmations get a response while the link is still under way. */
  unfinished = 0;

  origin(): Promise<string> {
    return Promise.resolve(ORIGIN);
  }

  /** The account as the server reports it, with or without the linked identity. */
  known: Me = aMeResponse();

  me(): ReturnType<LinkingServerClient['me']> {
    return this.answer('me', () => ({ me: this.known, etag: null }));
  }

  createLinkIntent(body: NewLinkIntent): Promise<LinkIntent> {
    this.bodies.push(body);
    return this.answer('create', () => this.intent);
  }

  linkIntent(id: string): Promise<LinkIntent> {
    return this.answer(`read ${id === ID ? 'it' : id}`, () => this.intent);
  }

  cancelLinkIntent(): Promise<LinkIntent> {
    return this.answer('cancel', () => {
      const open = ['created', 'proved', 'ready'].includes(this.intent.stage);
      return (this.intent = open ? { ...this.intent, stage: 'cancelled' } : this.intent);
    });
  }

  confirmLinkIntent(_id: string, body: unknown): ReturnType<LinkingServerClient['confirmLinkIntent']> {
    this.bodies.push(body);
    return this.answer('confirm', () =>
      this.unfinished-- > 0 ? null : { profile: this.account, signIn: this.signIn },
    );
  }

  createElevation(body: NewElevation): Promise<Elevation> {
    this.bodies.push(body);
    return this.answer('elevate', () => this.login);
  }

  elevation(): Promise<Elevation> {
    return this.answer('read', () => this.login);
  }

  /** This fake, typed as the real client. */
  asClient(): LinkingServerClient {
    return this as unknown as LinkingServerClient;
  }

  private async answer<T>(call: string, value: () => T): Promise<T> {
    this.calls.push(call);
    const failure = this.failures.shift();
    if (failure) throw failure;
    return value();
  }
}

function anElevation(): Elevation {
  const { id, expires_at, start_url } = anIntent();
  return { id, stage: 'created', expires_at, start_url, error: null, fresh_until: null };
}

/** A window that a spec opens and closes. */
export class FakeWindow {
  closed = false;
  address = 'about:blank';
  opener: unknown = 'the page';
  /** The opener when the window left for its first address. */
  openerOnNavigation: unknown;
  readonly location = {
    replace: (address: string): void => {
      this.openerOnNavigation = this.opener;
      this.address = address;
    },
  };

  close(): void {
    this.closed = true;
  }

  asWindow(): Window {
    return this as unknown as Window;
  }
}

/** A page that records its navigations. */
export function aPage(): { readonly document: Document; readonly left: string[]; readonly view: EventTarget } {
  const left: string[] = [];
  const view = new EventTarget();
  const document = { location: { assign: (address: string) => left.push(address) }, defaultView: view };
  return { document: document as unknown as Document, left, view };
}

/** Settles all promises that need no timer; the spec moves the timers. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}
