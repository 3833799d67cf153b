import { Component } from '@angular/core';

@Component({ selector: 'app-signing-in', standalone: false, template: '<p>Signing in…</p>' })
export class SigningIn {}
