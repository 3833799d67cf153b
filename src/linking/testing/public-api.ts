export { FakeAuthService, provideFakeAuth } from './fake-auth.service';
