export { createClient, type ClientSettings } from './create-client';
export { keepSdkCookies as ɵkeepSdkCookies } from './sdk-cookies';
export { startSession, type ProfileResponse, type SessionSettings, type StartedSession } from './start-session';
