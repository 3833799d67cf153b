import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/**
 * The home page. `scripts/write-home-page.mjs` writes this template and its texts into `index.html`, which shows them before,
 * and without, Angular.
 */
@Component({
  selector: 'app-home',
  imports: [RouterLink],
  templateUrl: './home.component.html',
})
export class HomeComponent {
  protected readonly text = {
    title: $localize`:@@app.home.title:One person, many sign-ins, one account.`,
    lead: $localize`:@@app.home.lead:Sign in to one account with Google, GitHub, your work account or a password. Add or remove sign-ins whenever you like.`,
    open: $localize`:@@app.home.open:Open your profile`,
    openHint: $localize`:@@app.home.openHint:You’ll be asked to sign in.`,
    see: $localize`:@@app.home.see:See every sign-in`,
    seeText: $localize`:@@app.home.seeText:One list of every way to sign in, with its provider and address.`,
    link: $localize`:@@app.home.link:Link another account`,
    linkText: $localize`:@@app.home.linkText:Sign in to both accounts, check the names and confirm. Nothing is linked until you do.`,
    unlink: $localize`:@@app.home.unlink:Stay in control`,
    unlinkText: $localize`:@@app.home.unlinkText:Unlink what you no longer use. Your main sign-in always stays, so you can’t lock yourself out.`,
  };
}
