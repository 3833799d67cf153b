import type { ScreenGroup } from '../screen-state.ts';
import { ACTIVITY_STATES } from './activity-states.ts';
import { ERROR_STATES } from './error-states.ts';
import { LINK_STATES } from './link-states.ts';
import { NOTICE_STATES } from './notice-states.ts';
import { PORTAL_STATES } from './portal-states.ts';
import { PROFILE_STATES } from './profile-states.ts';
import { SUGGESTION_STATES } from './suggestion-states.ts';
import { UNLINK_STATES } from './unlink-states.ts';

/** Every state of every screen, in the order in which a user meets them. */
export const SCREEN_GROUPS: readonly ScreenGroup[] = [
  { title: 'The portal', states: PORTAL_STATES },
  { title: 'The profile', states: PROFILE_STATES },
  { title: 'Linking', states: LINK_STATES },
  { title: 'Unlinking', states: UNLINK_STATES },
  { title: 'Suggestions', states: SUGGESTION_STATES },
  { title: 'Activity', states: ACTIVITY_STATES },
  { title: 'What the server shows and sends itself', states: NOTICE_STATES },
  { title: 'When something goes wrong', states: ERROR_STATES },
];
