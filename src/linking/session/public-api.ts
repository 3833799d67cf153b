export { createClient, type ClientSettings } from './create-client';
export { startSession, type ProfileAnswer, type SessionSettings, type StartedSession } from './start-session';
