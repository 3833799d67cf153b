/** Why a message was sent. The first five are Auth0's email templates of that name. */
export type MessageKind =
  | 'verify_email'
  | 'reset_email'
  | 'blocked_account'
  | 'user_invitation'
  | 'enrollment_email'
  | 'passwordless_code'
  | 'passwordless_link'
  | 'test_message';

/** A mail or a text message that the tenant has "sent": kept, never delivered. */
export interface TenantMessage {
  /** `message-{n}`, growing. */
  readonly id: string;
  /** ISO 8601, the tenant's time. */
  readonly at: string;
  readonly medium: 'email' | 'sms';
  /** Email in lower case, or the phone number. */
  readonly to: string;
  readonly kind: MessageKind;
  /** Its text, without the code and the link. */
  readonly text: string;
  /** One-time code in it. */
  readonly code?: string;
  /** One-time link in it. */
  readonly link?: string;
}
