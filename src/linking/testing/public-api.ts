export { FakeAuthService, provideFakeAuth } from './fake-auth.service';
export { aCandidate, aConnection, aPrimaryIdentity, aProfile, anIdentity } from './builders';
export { anOnefoldError } from './an-onefold-error';
export { FakeLinkAttempt, FakeLinkingGateway } from './fake-linking.gateway';
export { FakeLinkingService } from './fake-linking.service';
