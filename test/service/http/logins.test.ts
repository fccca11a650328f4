/** Tasks that ask who it is, and an eID that says so, or does not: at a service of its own each. */
import { logInByBrowser } from './logins/browser-logins.ts';
import { signByEid } from './logins/eid-signatures.ts';
import { logInByService } from './logins/service-logins.ts';

logInByBrowser();
logInByService();
signByEid();
