export { withAuth0Angular } from './with-auth0-angular';
