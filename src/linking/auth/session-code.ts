/** What a session needs once somebody is about to have one: one file for the browser to fetch. */
export { Session, sessionChanged } from './session';
export { SubjectFingerprint } from './subject-fingerprint';
