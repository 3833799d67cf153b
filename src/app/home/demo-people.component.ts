import { Component, inject, input } from '@angular/core';
import { AuthService } from '@onefold/angular';
import type { DemoPerson } from '../configuration/portal-config';

/** The people of the local tenant: who they are, what each is good for, and a short way to sign in as one. */
@Component({
  selector: 'app-demo-people',
  templateUrl: './demo-people.component.html',
  styleUrl: './demo-people.component.css',
})
export class DemoPeopleComponent {
  protected readonly text = {
    title: $localize`:@@portal.people.title:Demo people`,
    lead: $localize`:@@portal.people.lead:This portal runs against a local tenant. Sign in as any of them.`,
    email: $localize`:@@portal.people.email:E-mail`,
    password: $localize`:@@portal.people.password:Password`,
  };

  private readonly auth = inject(AuthService);

  readonly people = input.required<readonly DemoPerson[]>();

  protected signInLabel({ name }: DemoPerson): string {
    return $localize`:@@portal.people.signInAs:Sign in as ${name}:name:`;
  }

  protected signInAs({ email, connection }: DemoPerson): void {
    this.auth
      .login({ loginHint: email, connection, prompt: 'login', returnTo: '/profile' })
      // The shell shows `AuthService.failure`.
      .catch(() => undefined);
  }
}
