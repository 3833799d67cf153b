import { Component, DOCUMENT, inject, signal } from '@angular/core';
import {
  AuthService,
  type OnefoldError,
  type Remedy,
  isOnefoldError,
  onefoldError,
  type HistoryFile,
} from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { NeedsNetworkDirective } from '../network';

type Format = 'csv' | 'json';

/** Downloads the whole history, regardless of the filter. */
@Component({
  selector: 'onefold-history-export',
  imports: [ErrorNoticeComponent, NeedsNetworkDirective],
  templateUrl: './history-export.component.html',
  styleUrls: ['../theme/visually-hidden.css', '../theme/buttons.css', './history-export.component.css'],
})
export class HistoryExportComponent {
  protected readonly text = { title: $localize`:@@onefold.history.download:Download all` };
  protected readonly formats = [
    {
      format: 'csv',
      short: 'CSV',
      label: $localize`:@@onefold.history.downloadCsv:Download all as CSV, for spreadsheets`,
    },
    {
      format: 'json',
      short: 'JSON',
      label: $localize`:@@onefold.history.downloadJson:Download all as JSON, for programs`,
    },
  ] as const;

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly document = inject(DOCUMENT);
  private readonly returnTo = injectReturnTo();

  protected readonly busy = signal<Format | null>(null);
  protected readonly done = signal('');
  protected readonly failed = signal<{ readonly format: Format; readonly error: OnefoldError } | null>(null);

  protected async download(format: Format): Promise<void> {
    if (this.busy() !== null) return;
    this.busy.set(format);
    this.failed.set(null);
    this.done.set('');
    try {
      const file = await this.linking.exportHistory(format);
      saveFile(this.document, file);
      this.done.set($localize`:@@onefold.history.downloaded:${file.name}:file: was downloaded.`);
    } catch (error) {
      // Shown below the buttons, with what to do about it.
      this.failed.set({
        format,
        error: isOnefoldError(error) ? error : onefoldError('unexpected', 'The export failed.', error),
      });
    } finally {
      this.busy.set(null);
    }
  }

  protected applyRemedy(remedy: Remedy, format: Format): void {
    if (remedy === 'sign-in') {
      this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
    } else {
      void this.download(format);
    }
  }
}

/** How long the browser may take to begin, in milliseconds. */
const KEPT = 40_000;

/** Lets the browser save a file under its name. */
function saveFile(document: Document, { name, content }: HistoryFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Never revoked, the file would stay in memory as long as the page; revoked at once, some browsers save nothing.
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
