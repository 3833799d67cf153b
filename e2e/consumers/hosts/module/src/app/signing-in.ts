import { Component } from '@angular/core';

@Component({ selector: 'app-signing-in', template: '<p>Signing in…</p>' })
export class SigningIn {}
