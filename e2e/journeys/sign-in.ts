import { expect, type Page } from '@playwright/test';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import type { Person } from '../support/people.ts';

/** Opens the guarded profile, signs in with the password, and waits until the profile shows that person. */
export async function signInToProfile(page: Page, person: Person, path = '/profile'): Promise<void> {
  await page.goto(path);
  await new LoginPage(page).logIn(person.email);
  await expect(new ProfilePage(page).name(person.name)).toBeVisible();
}
