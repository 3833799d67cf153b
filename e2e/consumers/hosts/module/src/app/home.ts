import { Component } from '@angular/core';

@Component({ selector: 'app-home', standalone: false, template: '<h1>Welcome</h1>' })
export class Home {}
