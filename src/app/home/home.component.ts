import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The home page. `index.html` shows the same content before, and without, Angular. */
@Component({
  selector: 'app-home',
  imports: [RouterLink],
  templateUrl: './home.component.html',
})
export class HomeComponent {
  protected readonly text = {
    title: $localize`:@@app.home.title:One person, many sign-ins, one account.`,
    lead: $localize`:@@app.home.lead:Open the same account with Google, GitHub, your company sign-in or a password. See every way in, add another, remove one: it is in your own hands.`,
    open: $localize`:@@app.home.open:Open your profile`,
    openHint: $localize`:@@app.home.openHint:You sign in first.`,
    see: $localize`:@@app.home.see:See every sign-in`,
    seeText: $localize`:@@app.home.seeText:One list of all the accounts that open this one, with the provider and the address of each.`,
    link: $localize`:@@app.home.link:Link another`,
    linkText: $localize`:@@app.home.linkText:Sign in to both accounts once, check the names, and say yes. Nothing is linked before that.`,
    unlink: $localize`:@@app.home.unlink:Stay in control`,
    unlinkText: $localize`:@@app.home.unlinkText:Unlink whatever you no longer use. Your main sign-in always stays, so you cannot lock yourself out.`,
  };
}
