export { AuthFailureComponent } from './auth-failure.component';
export { ERROR_MESSAGES, type ErrorMessage, errorMessage, remedyLabel } from './error-messages';
export { ErrorNoticeComponent } from './error-notice.component';
export { secondsUntil } from './seconds-until';
