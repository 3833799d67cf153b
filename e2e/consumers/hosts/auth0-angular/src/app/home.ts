import { Component } from '@angular/core';

@Component({ selector: 'app-home', template: '<h1>Welcome</h1>' })
export class Home {}
