import { Component } from '@angular/core';

@Component({ selector: 'app-root', standalone: false, templateUrl: './app.html' })
export class App {}
