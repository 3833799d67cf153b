export { ERROR_MESSAGES, type ErrorMessage, errorMessage } from './errors/error-messages';
export { ErrorNoticeComponent } from './errors/error-notice.component';
export { ProfileComponent } from './profile.component';
