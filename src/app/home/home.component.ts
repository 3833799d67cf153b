import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** What one can do here. `index.html` paints the same before, and instead of, Angular. */
@Component({
  selector: 'app-home',
  imports: [RouterLink],
  templateUrl: './home.component.html',
})
export class HomeComponent {
  protected readonly text = {
    title: $localize`:@@portal.home.title:One person, many sign-ins, one account.`,
    lead: $localize`:@@portal.home.lead:Open the same account with Google, GitHub, your company sign-in or a password. See every way in, add another, remove one: it is in your own hands.`,
    open: $localize`:@@portal.home.open:Open your profile`,
    openHint: $localize`:@@portal.home.openHint:You sign in first.`,
    see: $localize`:@@portal.home.see:See every sign-in`,
    seeText: $localize`:@@portal.home.seeText:One list of all the accounts that open this one, with the provider and the address of each.`,
    link: $localize`:@@portal.home.link:Link another`,
    linkText: $localize`:@@portal.home.linkText:Sign in to both accounts once, check the names, and say yes. Nothing is linked before that.`,
    unlink: $localize`:@@portal.home.unlink:Stay in control`,
    unlinkText: $localize`:@@portal.home.unlinkText:Unlink whatever you no longer use. Your main sign-in always stays, so you cannot lock yourself out.`,
  };
}
