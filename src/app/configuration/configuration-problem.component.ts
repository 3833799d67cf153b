import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { PortalConfigError } from './portal-config-error';

/** Replaces every page while the configuration is unavailable: shows the problem and its remedy. */
@Component({
  selector: 'app-configuration-problem',
  templateUrl: './configuration-problem.component.html',
  styleUrl: './configuration-problem.component.css',
})
export class ConfigurationProblemComponent {
  protected readonly text = {
    missingText: $localize`:@@app.config.missingText:We couldn’t load /config.json. If you run this portal, start it with “npm start”, which serves that file. Otherwise check your connection and try again.`,
    malformedText: $localize`:@@app.config.malformedText:The file /config.json needs “domain”, “clientId” and “connections”. Your administrator can fix it.`,
    missing: $localize`:@@app.config.missing:The portal can’t find its settings`,
    malformed: $localize`:@@app.config.malformed:The portal’s settings aren’t valid`,
    retry: $localize`:@@app.config.retry:Try again`,
  };

  readonly error = input.required<unknown>();

  protected readonly missing = computed(() => {
    const error = this.error();
    return error instanceof PortalConfigError && error.problem === 'missing';
  });
  protected readonly detail = computed(() => {
    const error = this.error();
    return error instanceof Error ? error.message : '';
  });
  private readonly location = inject(DOCUMENT).location;

  protected reload(): void {
    this.location.reload();
  }
}
