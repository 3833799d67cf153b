import { Service } from '@angular/core';
import type { LinkableConnection } from './connection';
import type { Identity } from './identity';
import { LinkingGateway, type LinkAttempt } from './linking-gateway';
import type { Profile } from './profile';

/** PLACEHOLDER so that imports resolve: the linking helper replaces this file. */
@Service({ autoProvided: false })
export class ManagementApiGateway extends LinkingGateway {
  override profile(): Promise<Profile> {
    return Promise.reject(new Error('not there yet'));
  }
  override connections(): Promise<readonly LinkableConnection[]> {
    return Promise.resolve([]);
  }
  override begin(): LinkAttempt {
    throw new Error('not there yet');
  }
  override resume(): Promise<LinkAttempt | null> {
    return Promise.resolve(null);
  }
  override unlink(): Promise<readonly Identity[]> {
    return Promise.reject(new Error('not there yet'));
  }
}
