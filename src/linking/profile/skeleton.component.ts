import { Component } from '@angular/core';

/** Grey shapes of the profile's own size while it loads. */
@Component({
  selector: 'onefold-skeleton',
  templateUrl: './skeleton.component.html',
  styleUrls: ['./theme/visually-hidden.css', './skeleton.component.css'],
})
export class SkeletonComponent {
  protected readonly text = {
    loading: $localize`:@@onefold.profile.loading:Loading your profile…`,
  };
}
