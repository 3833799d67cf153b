import { TestBed } from '@angular/core/testing';
import { FakeAuthService, FakeLinkingGateway, provideFakeAuth } from '@onefold/angular/testing';
import { withLabels } from '../../provide-onefold';
import { LINK_WINDOW } from '../../linking/sign-in-window';
import { LinkingGateway } from '../../model/linking-gateway';
import { LinkingService } from '../../linking/linking.service';

interface LinkingSetup {
  readonly auth: FakeAuthService;
  readonly gateway: FakeLinkingGateway;
  readonly linking: LinkingService;
  /** Every window opened. */
  readonly windows: { focused: number; closed: boolean }[];
  readonly browser: { blocksPopups: boolean };
}

/** Set-up of the specs of `LinkingService`: Ada is signed in, her gateway and her windows are fakes. */
export function setUpLinking(labels: Readonly<Record<string, string>> = {}): LinkingSetup {
  const gateway = new FakeLinkingGateway();
  const windows: { focused: number; closed: boolean }[] = [];
  const browser = { blocksPopups: false };
  TestBed.configureTestingModule({
    providers: [
      provideFakeAuth(),
      ...withLabels(labels).ɵproviders,
      { provide: LinkingGateway, useValue: gateway },
      {
        provide: LINK_WINDOW,
        useValue: () => {
          if (browser.blocksPopups) {
            return null;
          }
          const opened = {
            focused: 0,
            closed: false,
            opener: 'the page',
            focus: () => opened.focused++,
            close: () => (opened.closed = true),
          };
          windows.push(opened);
          return opened as unknown as Window;
        },
      },
    ],
  });
  const auth = TestBed.inject(FakeAuthService);
  auth.signIn();
  const linking = TestBed.inject(LinkingService);
  return { auth, gateway, linking, windows, browser };
}

/** Resolves when the list has been loaded or has failed to. */
export async function listSettled(linking: LinkingService): Promise<void> {
  for (let turn = 0; turn < 20 && linking.identitiesState().stage === 'loading'; turn++) {
    await Promise.resolve();
  }
}
